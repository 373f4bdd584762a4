package org.postroom.intake;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.Organisation;
import org.postroom.agent.Product;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.IncomingMail;
import org.postroom.mail.NamedAddress;

/**
 * Tells by the address that a mail was sent to which product it is about (SPEC A5). A reply token behind a plus sign is no
 * product's word: those are shorter.
 */
final class ProductSigns {
    /** Headers in which mail servers note the address a mail was delivered to, before people's own To and Cc. */
    private static final List<String> DELIVERED_TO = List.of("X-Original-To", "Delivered-To", "Envelope-To");

    private ProductSigns() {}

    /**
     * A product and the address that names it.
     *
     * @param address as it stands in the mail
     */
    record Sign(Product product, EmailAddress address) {}

    /** The first address of the department that names a product, if any does. */
    static Optional<Sign> in(IncomingMail mail, DepartmentId department, Organisation organisation) {
        return addresses(mail)
                .flatMap(address -> organisation.productByAddress(department, address).stream()
                        .map(product -> new Sign(product, address)))
                .findFirst();
    }

    private static Stream<EmailAddress> addresses(IncomingMail mail) {
        Stream<EmailAddress> delivered = DELIVERED_TO.stream()
                .flatMap(header -> mail.headers().all(header).stream())
                .flatMap(value -> EmailAddress.parse(value).stream());
        Stream<EmailAddress> written = Stream.concat(
                        mail.correspondents().to().stream(), mail.correspondents().cc().stream())
                .map(NamedAddress::address);
        return Stream.concat(delivered, written);
    }
}
