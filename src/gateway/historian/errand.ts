/** Work on its way through the writers' queue. It fails alone: the samples of its group are stored all the same. */
export class Errand<Store, Result> {
  done: Promise<Result> = Promise.reject(new Error('it is not open'));
  readonly #work: (store: Store) => Promise<Result>;

  constructor(work: (store: Store) => Promise<Result>) {
    this.#work = work;
    this.done.catch(() => undefined);
  }

  async begin(store: Store): Promise<void> {
    this.done = this.#work(store);
    await this.done.catch(() => undefined);
  }
}
