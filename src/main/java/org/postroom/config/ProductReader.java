package org.postroom.config;

import java.util.List;
import java.util.Optional;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.Product;
import org.postroom.agent.ProductId;
import org.postroom.mail.EmailAddress;

/** Reads {@code products/ID.properties}. */
final class ProductReader {
    private static final ProductKeys KEYS = ProductKeys.KEYS;

    /** Shorter than a reply token, which stands behind a plus sign too. */
    private static final int LONGEST_PLUS = 40;

    private final References references;

    ProductReader(References references) {
        this.references = references;
    }

    Optional<Product> read(String id, Values values) {
        Optional<DepartmentId> department = values.find(KEYS.department)
                .filter(written -> references.exists(values, KEYS.department.name(), written, FileKind.DEPARTMENT))
                .map(DepartmentId::new);
        boolean enabled = values.get(KEYS.enabled);
        Optional<String> plus = values.find(KEYS.plus);
        plus.filter(word -> word.length() > LONGEST_PLUS)
                .ifPresent(word -> values.fault(
                        KEYS.plus,
                        "'" + word + "', which is " + word.length() + " characters",
                        "at most " + LONGEST_PLUS + " characters",
                        ""));
        List<EmailAddress> aliases = values.find(KEYS.aliases).orElse(List.of());
        return values.find(KEYS.name)
                .map(name -> new Product(new ProductId(id), name, department, enabled, plus, aliases));
    }
}
