/** Something about the record that a person can mend; its message is one sentence that says how. */
export class RecordError extends Error {}
