package org.postroom.desk;

import java.util.List;
import java.util.Optional;

/** What came of an answer whose time had come. */
public sealed interface Leaving {
    /** It left, and what was ordered with it is done. */
    record Left(Outcome.Done done) implements Leaving {}

    /** It did not leave; one sentence each for its agent, whose draft has its words. */
    record Stayed(List<String> reasons) implements Leaving {
        public Stayed {
            reasons = List.copyOf(reasons);
        }
    }

    /** It still waits, for a word of its agent, who is asked by mail; one sentence each why. */
    record Held(List<String> reasons) implements Leaving {
        public Held {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * It does not wait any more, or not yet.
     *
     * @param before what is known of it; empty when nothing is
     */
    record Settled(Optional<PlannedAnswer> before) implements Leaving {}
}
