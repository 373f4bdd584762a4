package org.postroom.mailbox;

/** The mailbox is another node's by now: what this one has fetched is not held, and nothing is removed. */
final class LeaseLostException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LeaseLostException() {
        super("Another node has taken up this mailbox");
    }
}
