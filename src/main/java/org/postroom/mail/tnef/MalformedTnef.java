package org.postroom.mail.tnef;

/** Bytes that are no TNEF, or end too early. */
final class MalformedTnef extends Exception {
    private static final long serialVersionUID = 1;

    MalformedTnef(String what) {
        super(what);
    }
}
