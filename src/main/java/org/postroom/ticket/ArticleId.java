package org.postroom.ticket;

/** The id of an article on a ticket; later ones are greater. */
public record ArticleId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
