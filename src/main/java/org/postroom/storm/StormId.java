package org.postroom.storm;

/** The number of a storm. */
public record StormId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
