package org.postroom.config;

/**
 * One thing wrong with conf, said so that it can be mended without looking anything up.
 *
 * @param file relative to the conf folder
 * @param line from 1; 0 when it is about the whole file
 * @param key empty when it is about no single key
 * @param found what stands there; secrets are masked
 * @param allowed what may stand there
 * @param hint the next step, such as the nearest known key; may be empty
 */
public record Problem(String file, int line, String key, String found, String allowed, String hint) {
    @Override
    public String toString() {
        String place = line > 0 ? file + ":" + line : file;
        String about = key.isEmpty() ? "" : key + ": ";
        String next = hint.isEmpty() ? "" : ". " + hint;
        return place + ": " + about + "found " + found + "; allowed: " + allowed + next;
    }
}
