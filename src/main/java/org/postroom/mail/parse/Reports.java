package org.postroom.mail.parse;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.postroom.mail.IncomingMail.ReportParts;

/** Finds the machine-readable report in a mail (RFC 6522), also where the multipart/report around it is missing. */
final class Reports {
    private static final int LONGEST = 256 * 1024;
    private static final Set<String> RETURNED = Set.of(
            "message/rfc822",
            "text/rfc822-headers",
            "message/rfc822-headers",
            "text/rfc822",
            "message/global",
            "message/global-headers");
    private static final Set<String> MACHINE_READABLE = Set.of(
            "message/delivery-status",
            "message/global-delivery-status",
            "message/disposition-notification",
            "message/global-disposition-notification",
            "message/feedback-report");

    private Reports() {}

    static Optional<ReportParts> find(Entity mail) {
        List<Entity> all = all(mail).toList();
        Optional<Entity> report = first(all, "multipart/report"::equals);
        Optional<Entity> machineReadable = first(all, MACHINE_READABLE::contains);
        if (report.isEmpty() && machineReadable.isEmpty()) {
            return Optional.empty();
        }
        String type = report.flatMap(found -> found.header().contentType().parameter("report-type"))
                .orElseGet(() -> machineReadable
                        .map(part -> part.header().getSubType().replace("global-", ""))
                        .orElse(""));
        return Optional.of(new ReportParts(
                type.toLowerCase(Locale.ROOT),
                machineReadable.map(Reports::text).orElse(""),
                first(all, RETURNED::contains).map(Reports::text).orElse("")));
    }

    private static Stream<Entity> all(Entity entity) {
        return Stream.concat(Stream.of(entity), entity.parts().stream().flatMap(Reports::all));
    }

    private static Optional<Entity> first(List<Entity> entities, Predicate<String> mediaType) {
        return entities.stream()
                .filter(entity -> mediaType.test(entity.header().mediaType()))
                .findFirst();
    }

    private static String text(Entity part) {
        return PartText.decoded(part, part.content().beginning(LONGEST));
    }
}
