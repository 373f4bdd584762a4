package org.postroom.agent;

import java.util.Optional;

/**
 * Something a customer can need help with (SPEC A5).
 *
 * @param department the department it belongs to; empty: it shows in all
 * @param plusWord recognised behind a plus sign in a department's address: {@code printer} in {@code support+printer@}
 */
public record Product(
        ProductId id, String name, Optional<DepartmentId> department, boolean enabled, Optional<String> plusWord) {
    /** Whether a ticket of this department may be about this product. */
    public boolean isOffered(DepartmentId by) {
        return enabled && department.map(by::equals).orElse(true);
    }
}
