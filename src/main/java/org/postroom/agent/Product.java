package org.postroom.agent;

import java.util.List;
import java.util.Optional;
import org.postroom.mail.EmailAddress;

/**
 * Something a customer can need help with (SPEC A5).
 *
 * @param department the department it belongs to; empty: it shows in all
 * @param plusWord recognised behind a plus sign in a department's address: {@code printer} in {@code support+printer@}
 * @param aliases addresses of departments by which it is recognised, plus detail ignored
 */
public record Product(
        ProductId id,
        String name,
        Optional<DepartmentId> department,
        boolean enabled,
        Optional<String> plusWord,
        List<EmailAddress> aliases) {
    public Product {
        aliases = List.copyOf(aliases);
    }

    /** Whether a ticket of this department may be about this product. */
    public boolean isOffered(DepartmentId by) {
        return enabled && department.map(by::equals).orElse(true);
    }

    /** Whether people call it by this word: its id, name or plus word, whatever its case. */
    public boolean isCalled(String word) {
        return id.value().equalsIgnoreCase(word)
                || name.equalsIgnoreCase(word)
                || plusWord.filter(word::equalsIgnoreCase).isPresent();
    }

    /** Whether this is one of its aliases, plus detail ignored. */
    boolean hasAlias(EmailAddress address) {
        return aliases.stream().map(EmailAddress::withoutDetail).anyMatch(address.withoutDetail()::equals);
    }
}
