package org.postroom.desk;

import java.util.List;
import java.util.stream.Collectors;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.NamedAddress;

/** Whom an answer goes to in cc, a line each. Neither an address nor a {@link NamedAddress}'s name has tabs or line ends in it. */
final class CopyLines {
    private CopyLines() {}

    static String write(List<NamedAddress> people) {
        return people.stream()
                .map(who -> who.address().value() + "\t" + who.name())
                .collect(Collectors.joining("\n"));
    }

    static List<NamedAddress> read(String lines) {
        return lines.lines()
                .map(line -> line.split("\t", 2))
                .map(words -> new NamedAddress(words[1], EmailAddress.of(words[0])))
                .toList();
    }
}
