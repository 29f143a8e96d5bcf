package io.tableorder.standalone.demo;

/** The platform answered otherwise than the demo needs; the message holds request and answer. */
final class UnexpectedAnswerException extends RuntimeException {
    UnexpectedAnswerException(String message) {
        super(message);
    }
}
