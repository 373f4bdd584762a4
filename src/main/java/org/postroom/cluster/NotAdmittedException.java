package org.postroom.cluster;

import java.io.IOException;

/** This node may not work beside those that do; the message says why and what to do. */
public final class NotAdmittedException extends IOException {
    private static final long serialVersionUID = 1;

    NotAdmittedException(String message) {
        super(message);
    }
}
