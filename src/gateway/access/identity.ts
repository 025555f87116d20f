/** Who a message is from. Every sample and every request carries one; without one nothing is taken or given. */
export type Identity = PersonIdentity | SourceIdentity;

export interface PersonIdentity {
  readonly kind: 'person';
  readonly id: string;
  readonly name: string;
}

export interface SourceIdentity {
  readonly kind: 'source';
  /** The source's id in the plant file. */
  readonly id: string;
}
