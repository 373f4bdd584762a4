package org.postroom.agent;

/** The id of a product: the name of its file under {@code conf/products/}. */
public record ProductId(String value) {
    /** Throws IllegalArgumentException when the value is not as {@link IdSyntax#RULE} says. */
    public ProductId {
        IdSyntax.check("product", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
