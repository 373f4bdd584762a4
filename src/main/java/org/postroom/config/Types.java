package org.postroom.config;

import java.math.BigDecimal;
import java.net.URI;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.postroom.agent.GroupId;
import org.postroom.agent.IdSyntax;
import org.postroom.agent.TicketRules;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.Secret;
import org.postroom.web.AddressRange;

/** The values most keys have. */
final class Types {
    static final ValueType<String> TEXT = ValueType.of("a text", Optional::of);
    static final ValueType<String> LINE =
            matching("a text on one line", text -> text.chars().noneMatch(Character::isISOControl));
    static final ValueType<Secret> SECRET = new ValueType<>(
            "a secret, best as ${env:NAME} or ${file:path}",
            List.of(),
            true,
            text -> text.isEmpty() ? Optional.empty() : Optional.of(Secret.of(text)));
    static final ValueType<Boolean> SWITCH = words("on or off", Types::onOff, List.of("on", "off"));
    static final ValueType<EmailAddress> ADDRESS =
            ValueType.of("a mail address such as support@example.com", EmailAddress::parse);
    static final ValueType<String> ID = matching(IdSyntax.RULE, IdSyntax::isValid);
    static final ValueType<GroupId> GROUP =
            ValueType.of("department/group, such as support/front-line", GroupId::parse);
    static final ValueType<String> HOST = matching(
            "a host name or IP address, without port, such as mail.example.com",
            Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9._-]*[A-Za-z0-9])?\\.?|\\[?[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*]?")
                    .asMatchPredicate());
    static final ValueType<AddressRange> ADDRESS_RANGE =
            ValueType.of("an IP address or a range such as 10.0.0.0/8", AddressRange::parse);
    static final ValueType<String> COLOUR = matching(
            "a colour as #rrggbb, such as #0a66c2",
            Pattern.compile("#[0-9A-Fa-f]{6}").asMatchPredicate());
    static final ValueType<URI> URL = ValueType.of(
            "an address that begins with https:// or http://, such as https://help.example.com/", Types::url);
    static final ValueType<ZoneId> ZONE = new ValueType<>(
            "a time zone by region, such as Europe/Berlin, or UTC",
            ZoneId.getAvailableZoneIds().stream().sorted().toList(),
            false,
            Types::zone);
    static final ValueType<Locale> LANGUAGE =
            ValueType.of("a language tag such as en, de or pt-BR (BCP 47)", Types::language);
    static final ValueType<BigDecimal> MONEY = ValueType.of(
            "an amount such as 48 or 48.50",
            text -> Pattern.matches("[0-9]{1,9}(\\.[0-9]{1,4})?", text)
                    ? Optional.of(new BigDecimal(text))
                    : Optional.empty());
    static final ValueType<String> PREFIX = matching(TicketRules.PREFIX_RULE, TicketRules::isPrefix);
    static final ValueType<String> DATABASE_URL = new ValueType<>(
            "jdbc:mariadb://host:3306/database or jdbc:sqlite:/path/to/file.db, without a password in it",
            List.of(),
            true,
            text -> Optional.of(text).filter(Types::isDatabaseUrl));
    static final ValueType<Integer> PORT = number(1, 65535);
    /** Not resolved: what it is relative to, the reader knows. */
    static final ValueType<String> PATH =
            matching("a path; when relative, it begins at the conf folder", text -> text.indexOf('\0') < 0);

    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

    private Types() {}

    static ValueType<Integer> number(int least, int most) {
        String range = most == Integer.MAX_VALUE ? least + " or more" : "from " + least + " to " + most;
        return ValueType.of(
                "a whole number " + range,
                text -> Pattern.matches("-?[0-9]{1,9}", text)
                        ? Optional.of(Integer.valueOf(text)).filter(number -> number >= least && number <= most)
                        : Optional.empty());
    }

    /** The constants of an enum, written in lower case with hyphens. */
    static <E extends Enum<E>> ValueType<E> choice(Class<E> type) {
        List<E> constants = List.of(type.getEnumConstants());
        List<String> words = constants.stream().map(Types::word).toList();
        return words(
                joined(words),
                text -> constants.stream()
                        .filter(constant -> word(constant).equals(text.toLowerCase(Locale.ROOT)))
                        .findFirst(),
                words);
    }

    /** A constant as it is written in conf. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static ValueType<String> matching(String allowed, Predicate<String> rule) {
        return ValueType.of(allowed, text -> Optional.of(text).filter(rule));
    }

    static <T> ValueType<T> words(String allowed, Function<String, Optional<T>> parse, List<String> words) {
        return new ValueType<>(allowed, words, false, parse);
    }

    private static boolean isDatabaseUrl(String text) {
        return Pattern.matches(
                        "(jdbc:)?(mariadb:(?:(?:sequential|loadbalance):)?//[^/@?]+/[^?@]+(\\?.*)?|sqlite:.+)", text)
                && !text.toLowerCase(Locale.ROOT).contains("password=");
    }

    private static String joined(List<String> words) {
        String first = words.stream().limit(words.size() - 1L).collect(Collectors.joining(", "));
        return first + " or " + words.getLast();
    }

    private static Optional<Boolean> onOff(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "on", "true", "yes" -> Optional.of(true);
            case "off", "false", "no" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<URI> url(String text) {
        try {
            URI uri = URI.create(text);
            boolean web = Arrays.asList("http", "https").contains(uri.getScheme());
            return web && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<ZoneId> zone(String text) {
        try {
            boolean offset = text.startsWith("+") || text.startsWith("-");
            return offset ? Optional.empty() : Optional.of(ZoneId.of(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Locale> language(String text) {
        Locale locale = Locale.forLanguageTag(text);
        boolean whole = locale.toLanguageTag().equalsIgnoreCase(text);
        return whole && LANGUAGES.contains(locale.getLanguage()) ? Optional.of(locale) : Optional.empty();
    }
}
