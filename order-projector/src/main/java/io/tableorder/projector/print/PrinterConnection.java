package io.tableorder.projector.print;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Sends one slip to a printer, in bounded time whatever the printer does. One that answers is asked whether it can print before the
 * slip is sent, so that what certainly is not on paper is not taken for what may be; and whether it is printed, behind it.
 */
final class PrinterConnection {

    /** In a restaurant's network one that is on answers within milliseconds. */
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(2);

    /** A question like this is answered while the printer prints. */
    private static final Duration LONGEST_STATE = Duration.ofSeconds(2);

    /** A slow printer takes 10 s for the longest order, which is half a metre of paper. */
    private static final Duration LONGEST_PRINT = Duration.ofSeconds(15);

    /**
     * Twice the longest slip: a whole one fits, so that writing it never waits for the printer. A socket that is written to has no
     * timeout of its own.
     */
    private static final int SEND_BUFFER_BYTES = 2 * SlipLayout.MAXIMUM_BYTES;

    // What every answer to a question for the state has, and what it says (DLE EOT).
    private static final int FIXED_BITS = 0x93;
    private static final int FIXED_VALUE = 0x12;
    private static final int OFFLINE = 0x08;
    private static final int PAPER_END = 0x60;
    /** In the answer to GS r 1. */
    private static final int PAPER_ENDED = 0x0C;

    private PrinterConnection() {}

    /**
     * Prints a slip.
     *
     * @param confirms whether the printer answers questions; of one that does not it is known only that it took the slip
     * @param beforeSending is asked right before the slip is sent; what it says no to is not sent
     * @return false if it was not sent
     * @throws PrinterTroubleException when it is not printed, or not known to be
     */
    static boolean print(InetSocketAddress address, byte[] slip, boolean confirms, BooleanSupplier beforeSending)
            throws PrinterTroubleException {
        try (Socket socket = connected(address)) {
            if (confirms) {
                requireReady(socket);
            }
            if (!beforeSending.getAsBoolean()) {
                return false;
            }
            send(socket, slip, confirms);
            return true;
        } catch (IOException closing) {
            throw new PrinterTroubleException(PrinterTrouble.UNCONFIRMED, closing);
        }
    }

    private static Socket connected(InetSocketAddress address) throws IOException, PrinterTroubleException {
        // No proxy that the process may have for the web leads to a printer.
        Socket socket = new Socket(Proxy.NO_PROXY);
        try {
            socket.setSendBufferSize(SEND_BUFFER_BYTES);
            socket.setTcpNoDelay(true);
            socket.connect(address, (int) LONGEST_CONNECT.toMillis());
            return socket;
        } catch (IOException e) {
            socket.close();
            throw new PrinterTroubleException(PrinterTrouble.UNREACHABLE, e);
        }
    }

    private static void requireReady(Socket socket) throws PrinterTroubleException {
        int state = stateOf(socket, EscPos.ASK_STATE);
        if ((state & OFFLINE) != 0) {
            boolean noPaper = (stateOf(socket, EscPos.ASK_PAPER) & PAPER_END) != 0;
            throw new PrinterTroubleException(noPaper ? PrinterTrouble.NO_PAPER : PrinterTrouble.NOT_READY);
        }
    }

    private static int stateOf(Socket socket, byte[] question) throws PrinterTroubleException {
        int state;
        try {
            socket.getOutputStream().write(question);
            state = answer(socket, LONGEST_STATE);
        } catch (IOException e) {
            throw new PrinterTroubleException(PrinterTrouble.SILENT, e);
        }
        if (state < 0 || (state & FIXED_BITS) != FIXED_VALUE) {
            throw new PrinterTroubleException(state < 0 ? PrinterTrouble.SILENT : PrinterTrouble.NO_PRINTER);
        }
        return state;
    }

    private static void send(Socket socket, byte[] slip, boolean confirms) throws PrinterTroubleException {
        try {
            socket.getOutputStream().write(slip);
            if (!confirms) {
                socket.shutdownOutput();
                requireTaken(socket);
                return;
            }
            socket.getOutputStream().write(EscPos.ASK_WHEN_PRINTED);
            int state = answer(socket, LONGEST_PRINT);
            if (state < 0) {
                throw new PrinterTroubleException(PrinterTrouble.UNCONFIRMED);
            }
            if ((state & PAPER_ENDED) != 0) {
                throw new PrinterTroubleException(PrinterTrouble.NO_PAPER);
            }
        } catch (IOException e) {
            throw new PrinterTroubleException(PrinterTrouble.UNCONFIRMED, e);
        }
    }

    /** One that closes has read to the end. One that keeps the connection open has been given the time to refuse. */
    private static void requireTaken(Socket socket) throws IOException {
        try {
            var _ = answer(socket, LONGEST_STATE);
        } catch (SocketTimeoutException stillOpen) {
            // Nothing more can be known of it.
        }
    }

    /** Returns one byte; negative when the other end has closed. */
    private static int answer(Socket socket, Duration limit) throws IOException {
        socket.setSoTimeout((int) limit.toMillis());
        return socket.getInputStream().read();
    }
}
