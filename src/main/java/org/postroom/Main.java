package org.postroom;

import org.postroom.cli.PostroomCommand;

/** The entry point: hands the arguments to the commands. */
public final class Main {
    private Main() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(PostroomCommand.execute(args));
    }
}
