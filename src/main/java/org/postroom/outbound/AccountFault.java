package org.postroom.outbound;

/**
 * Why an account takes no mail at all.
 *
 * @param kind how soon it is worth asking again
 * @param sentence for the operator: account, host and port, what happened, and the way out
 */
public record AccountFault(Kind kind, String sentence) {
    /** How soon it is worth asking again. */
    public enum Kind {
        /** No connection, no TLS, or the server is busy or ill: asking again costs nothing. */
        SERVER,
        /** The login was refused: asking too often may lock the account. */
        LOGIN
    }
}
