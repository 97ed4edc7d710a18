/** A page of the log ends with the entry that brings its bodies to this many bytes, so that a page never takes much memory. */
export const logPageBytes = 1024 * 1024;
