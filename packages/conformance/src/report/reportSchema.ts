/** The form of the report that this release writes. Another number, another form: whoever reads it refuses what it does not know. */
export const reportSchema = 2;
