package org.postroom.view;

import org.postroom.fuzz.Hold;
import org.postroom.fuzz.Words;

/** What was read from a line is read again from the line written of it. */
public final class CriteriaFuzz {
    private CriteriaFuzz() {}

    /** Called by Jazzer and FuzzTest. */
    public static void fuzzerTestOneInput(byte[] data) {
        Criteria read = CriteriaText.read(Words.of(data));
        String written = CriteriaText.write(read);
        if (written.length() <= CriteriaText.LONGEST) {
            Hold.that(CriteriaText.read(written).equals(read), "another: " + written);
        }
    }
}
