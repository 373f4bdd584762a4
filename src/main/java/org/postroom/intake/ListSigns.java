package org.postroom.intake;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.Headers;
import org.postroom.mail.MailKind;

/**
 * Tells mail that was distributed by a list or in bulk (RFC 2919, RFC 2369, Precedence). A department's own address may be
 * such a list, as a Google Group is; what comes through that is its people's mail.
 */
final class ListSigns {
    private static final List<String> LIST_FIELDS = List.of(
            "List-Id",
            "List-Post",
            "List-Unsubscribe",
            "List-Unsubscribe-Post",
            "List-Subscribe",
            "List-Help",
            "List-Owner",
            "List-Archive",
            "Mailing-List",
            "X-Mailing-List",
            "X-BeenThere",
            "X-Mailman-Version",
            "X-ML-Name",
            "X-List-Host",
            "X-Listserver",
            "X-Google-Group-Id",
            "List-Software",
            "X-Campaign",
            "X-CampaignId",
            "X-Campaign-Id");
    private static final List<String> NAMES_LIST =
            List.of("List-Post", "X-BeenThere", "Mailing-List", "X-Mailing-List", "List-Id");
    private static final Set<String> BULK = Set.of("bulk", "junk", "list");
    private static final Pattern ADDRESS = Pattern.compile("[\\w.+'=/-]{1,64}@[\\w.-]{1,255}");

    private ListSigns() {}

    static Optional<KindVerdict> verdict(Headers headers, Predicate<EmailAddress> own) {
        return distributed(headers, own) ? Optional.empty() : list(headers).or(() -> bulk(headers));
    }

    /** Whether the list is one of our own addresses. */
    private static boolean distributed(Headers headers, Predicate<EmailAddress> own) {
        return NAMES_LIST.stream()
                .flatMap(name -> headers.all(name).stream())
                .flatMap(ListSigns::addresses)
                .anyMatch(own);
    }

    private static Stream<EmailAddress> addresses(String value) {
        Matcher matcher = ADDRESS.matcher(value.substring(0, Math.min(value.length(), 1_000)));
        return matcher.results().flatMap(found -> EmailAddress.parse(found.group()).stream());
    }

    private static Optional<KindVerdict> list(Headers headers) {
        return LIST_FIELDS.stream()
                .filter(headers::has)
                .findFirst()
                .map(name -> new KindVerdict(MailKind.LIST, false, "\"" + name + "\" is a mailing list's"));
    }

    private static Optional<KindVerdict> bulk(Headers headers) {
        return Stream.of("Precedence", "X-Precedence")
                .flatMap(name -> headers.all(name).stream())
                .map(HeaderKeyword::of)
                .filter(BULK::contains)
                .findFirst()
                .map(value -> new KindVerdict(MailKind.LIST, false, "\"Precedence: " + value + "\" is of bulk mail"));
    }
}
