package org.postroom.agent;

/** The id of a brand: the name of its file under {@code conf/brands/}. */
public record BrandId(String value) {
    /** Throws IllegalArgumentException when the value is not as {@link IdSyntax#RULE} says. */
    public BrandId {
        IdSyntax.check("brand", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
