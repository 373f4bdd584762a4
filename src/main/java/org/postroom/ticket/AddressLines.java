package org.postroom.ticket;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.NamedAddress;

/** An article's addresses as one column holds them: a line each, of header, address and name with tabs between. */
final class AddressLines {
    private AddressLines() {}

    static String write(Article.Addresses addresses) {
        StringBuilder lines = new StringBuilder();
        addresses.from().ifPresent(from -> append(lines, "from", from));
        addresses.to().forEach(to -> append(lines, "to", to));
        addresses.cc().forEach(cc -> append(lines, "cc", cc));
        return lines.toString();
    }

    static Article.Addresses read(String lines) {
        List<NamedAddress> from = new ArrayList<>();
        List<NamedAddress> to = new ArrayList<>();
        List<NamedAddress> cc = new ArrayList<>();
        lines.lines().map(line -> line.split("\t", 3)).forEach(words -> {
            NamedAddress who = new NamedAddress(words[2], EmailAddress.of(words[1]));
            switch (words[0]) {
                case "from" -> from.add(who);
                case "to" -> to.add(who);
                default -> cc.add(who);
            }
        });
        return new Article.Addresses(
                Optional.of(from).filter(list -> !list.isEmpty()).map(List::getFirst), to, cc);
    }

    /** Neither an address nor a {@link NamedAddress}'s name has tabs or line ends in it. */
    private static void append(StringBuilder lines, String header, NamedAddress who) {
        lines.append(header)
                .append('\t')
                .append(who.address().value())
                .append('\t')
                .append(who.name())
                .append('\n');
    }
}
