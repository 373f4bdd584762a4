/**
 * In charge of showing the HTML of mails: what of it is safe, and the sealed frame it is shown in (FAULTS F1, F2, F3). The only
 * importer of the HTML sanitiser.
 *
 * <p>It asks nobody for permission and fetches nothing: a page that was allowed to show a mail hands it over.
 */
@NullMarked
package org.postroom.web.mailview;

import org.jspecify.annotations.NullMarked;
