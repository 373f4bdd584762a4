package org.postroom.mail.tnef;

/** Turns bytes of a Windows code page into text; never fails. */
@FunctionalInterface
public interface CodePages {
    /**
     * The text of these bytes.
     *
     * @param codePage such as 1252; 65001 is UTF-8, 0 unknown
     */
    String decode(byte[] bytes, int codePage);
}
