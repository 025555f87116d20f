/** Who a request is from. Every message carries an identity; without one nothing is taken or given. */
export interface PersonIdentity {
  readonly kind: 'person';
  readonly id: string;
  readonly name: string;
}

/** Who a sample is from. */
export interface SourceIdentity {
  readonly kind: 'source';
  /** The source's id in the plant file. */
  readonly id: string;
}
