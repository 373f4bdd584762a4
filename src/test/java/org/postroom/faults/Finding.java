package org.postroom.faults;

/** Something that an audit found to be wrong. */
public record Finding(Kind kind, String sentence) {
    /** What it means to people. */
    public enum Kind {
        /** A mail, or its bytes, or its answer is gone. */
        LOST,
        /** Something is there more often than it should. */
        DOUBLED,
        /** It is there once, and not as it should be. */
        WRONG
    }

    static Finding lost(String sentence) {
        return new Finding(Kind.LOST, sentence);
    }

    static Finding doubled(String sentence) {
        return new Finding(Kind.DOUBLED, sentence);
    }

    static Finding wrong(String sentence) {
        return new Finding(Kind.WRONG, sentence);
    }

    @Override
    public String toString() {
        return kind + ": " + sentence;
    }
}
