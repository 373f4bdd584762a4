package org.postroom.web.agent;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.postroom.mail.NamedAddress;

/** An article as the page shows it. */
record Turn(Head head, Shape shape, About about, List<Passage> passages, Files files, Sight sight) {

    /**
     * The files of an article.
     *
     * @param lines one for each
     * @param invitation what a calendar among them is about
     */
    record Files(List<FileLine> lines, Optional<String> invitation) {
        Files {
            lines = List.copyOf(lines);
        }
    }

    Turn {
        passages = List.copyOf(passages);
    }

    /** How much it matters, and to whom. */
    enum Shape {
        /** A person's words that customers see too. */
        OPEN,
        /** For agents only. */
        INSIDE,
        /** An agent's mail that was held back. */
        HELD,
        /** A program's mail: one line, which opens. */
        BRIEF;

        /** As templates ask for it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Who wrote, and when.
     *
     * @param address where it came from, when that is somebody else's
     * @param news whether it is the first turn that is new to the reader
     */
    record Head(long id, String name, Optional<String> address, Instant at, boolean news) {}

    /**
     * What else is known of it.
     *
     * @param kind the word of the article's kind
     * @param way the word of the way it came by
     * @param subject when it is another than the ticket's
     * @param trace the decisions that were made about it, in their order
     * @param held the word for what became of a held mail
     */
    record About(
            String kind,
            String way,
            Optional<String> subject,
            Recipients recipients,
            List<String> trace,
            Optional<String> held) {
        About {
            trace = List.copyOf(trace);
        }
    }

    /** Whom a mail went to, as its header named them. */
    record Recipients(List<NamedAddress> to, List<NamedAddress> cc) {
        Recipients {
            to = List.copyOf(to);
            cc = List.copyOf(cc);
        }

        /** Whoever is named first. */
        public Optional<NamedAddress> first() {
            return to.stream().findFirst().or(() -> cc.stream().findFirst());
        }

        /** How many more there are. */
        public int more() {
            return Math.max(0, to.size() + cc.size() - 1);
        }
    }

    /**
     * In which other forms it can be seen.
     *
     * @param raw whether it is a mail whose bytes can be saved
     * @param formatted whether its sender may have formatted it
     * @param frame there when it is shown so
     */
    record Sight(boolean raw, boolean formatted, Optional<Formatted> frame) {}

    /**
     * A mail as its sender formatted it.
     *
     * @param there whether it is formatted at all
     * @param size short, middle or long: the height of its frame
     * @param remote whether pictures that lie elsewhere are shown
     * @param pictures whether there are such
     * @param cut whether some of it was left out because it is too long
     * @param picturesLeftOut whether pictures of its own were left out because they are too large
     */
    record Formatted(
            boolean there, String size, boolean remote, boolean pictures, boolean cut, boolean picturesLeftOut) {}
}
