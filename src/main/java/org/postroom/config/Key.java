package org.postroom.config;

/**
 * One key of a kind of file, with all that is to be known about it.
 *
 * @param name ending in {@code .*} for a family of keys, whose last word is an id
 * @param example a value one could write
 * @param sentence what it does, in one plain sentence
 */
record Key<T>(String name, ValueType<T> type, Absent absent, String example, String sentence) {
    private static final String ANY = "*";

    /** What holds when the key is not there. */
    sealed interface Absent {
        /** It must be there. */
        record Required() implements Absent {}

        /** This value, as one would write it. */
        record Default(String written) implements Absent {}

        /** Something else, described in a few words. */
        record Otherwise(String described) implements Absent {}
    }

    boolean isFamily() {
        return name.endsWith("." + ANY);
    }

    /** What all keys of a family begin with. */
    String familyPrefix() {
        return name.substring(0, name.length() - ANY.length());
    }

    boolean matches(String written) {
        return isFamily()
                ? written.startsWith(familyPrefix())
                        && written.length() > familyPrefix().length()
                : written.equals(name);
    }
}
