/**
 * In charge of the texts of the mails Postroom writes: loads the files under {@code templates/}, checks them, and fills them.
 *
 * <p>What customers write is data to a template, never a template: it is put in literally and, in HTML, escaped. A template
 * sees strings, flags and lists of strings that are declared for it by name, and nothing else: no objects, no methods, no
 * files outside {@code templates/}. This package decides neither whether nor to whom a mail is sent.
 */
@NullMarked
package org.postroom.template;

import org.jspecify.annotations.NullMarked;
