package org.postroom.config;

import java.util.Optional;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.Product;
import org.postroom.agent.ProductId;

/** Reads {@code products/ID.properties}. */
final class ProductReader {
    private static final ProductKeys KEYS = ProductKeys.KEYS;

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
        return values.find(KEYS.name).map(name -> new Product(new ProductId(id), name, department, enabled, plus));
    }
}
