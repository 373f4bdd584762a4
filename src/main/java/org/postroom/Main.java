package org.postroom;

import java.io.PrintStream;
import java.util.Optional;

/** The entry point of the program. */
public final class Main {

    private Main() {}

    /**
     * Starts Postroom.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        PrintStream out = System.out;
        out.println("postroom " + version());
    }

    /** The version that the build wrote into the jar's manifest, or {@code development} outside a jar. */
    static String version() {
        return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
