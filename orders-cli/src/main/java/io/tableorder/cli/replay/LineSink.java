package io.tableorder.cli.replay;

import java.io.PrintWriter;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Writes a line an event. */
public final class LineSink implements EventSink {
    /** A form says how an event is written. */
    public interface Form {
        String line(ConsumerRecord<byte[], byte[]> record);
    }

    private final Form form;
    private final PrintWriter out;

    /** @param out closed with this sink */
    public LineSink(Form form, PrintWriter out) {
        this.form = form;
        this.out = out;
    }

    @Override
    public void accept(ConsumerRecord<byte[], byte[]> record) {
        out.write(form.line(record));
        out.write('\n');
    }

    @Override
    public void flush() {
        if (out.checkError()) {
            throw new LogAccessException("The output takes no more lines");
        }
    }

    @Override
    public void close() {
        out.close();
    }
}
