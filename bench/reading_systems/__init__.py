"""Three reading systems in headless Chromium, driven as a reader drives them, with any EPUB.

    epub_file   what is in an EPUB: its documents, contents, pages and notes
    driving     one run of epub.js, foliate-js, Readium's navigator, or of Chromium alone
    drive.mjs   the run itself, in Node.js; the pages that it opens are in harness/

The tests of tests/readers drive octavo's own books; bench.epub_peers other programs' too.
"""
