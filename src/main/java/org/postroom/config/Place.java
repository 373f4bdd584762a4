package org.postroom.config;

/**
 * Where something stands.
 *
 * @param file relative to the conf folder
 * @param line from 1; 0: the file as a whole
 */
record Place(String file, int line) {
    static Place of(String file) {
        return new Place(file, 0);
    }

    @Override
    public String toString() {
        return line > 0 ? file + ":" + line : file;
    }
}
