package org.postroom.view;

/** A view's number, which stands in its address. */
public record ViewId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
