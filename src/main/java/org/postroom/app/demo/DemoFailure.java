package org.postroom.app.demo;

/** Something in the demo did not happen as it should. */
public final class DemoFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DemoFailure(String message) {
        super(message);
    }
}
