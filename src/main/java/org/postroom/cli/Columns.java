package org.postroom.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.IntStream;

/** Prints lines of cells in columns as wide as their widest cell. */
final class Columns {
    private Columns() {}

    /** Every line has as many cells as the first, the head. */
    static void print(PrintWriter out, List<List<String>> lines) {
        int[] widths = IntStream.range(0, lines.getFirst().size())
                .map(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                text.append(line.get(column))
                        .repeat(' ', widths[column] - line.get(column).length() + 2);
            }
            out.println(TicketCommand.shown(text.toString().stripTrailing()));
        }
        out.flush();
    }
}
