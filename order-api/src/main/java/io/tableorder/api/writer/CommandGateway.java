package io.tableorder.api.writer;

/** A gateway is where commands go in. */
public interface CommandGateway {

    /**
     * Has a command decided and its events appended. Blocks the (virtual) thread until the outcome is durable; asking
     * again with the same command id and fingerprint is safe at any time and gives the first receipt.
     *
     * @throws WriterUnavailableException if it could not be placed or its fate is not known within the deadline
     */
    CommandOutcome submit(CommandRequest request);
}
