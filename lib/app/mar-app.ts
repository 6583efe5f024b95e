import { App } from 'cdk8s';
import { publish } from '../synth/publish';

/**
 * An `App` that writes its files whole or not at all: when synthesis fails, the former output is as it was.
 *
 * A plain `App` writes the same manifests, but may stop half way.
 */
export class MarApp extends App {
  /**
   * Writes all manifests to the output folder, which is created if it is missing. What is in it and not written anew stays:
   * the file of a cluster that left the program is deleted by the cdk8s CLI, which empties the folder, or by you.
   * @throws what `App.synth` throws; then nothing is written
   */
  public override synth(): void {
    publish(this.outdir, (staging) => {
      const staged = Object.create(this, { outdir: { value: staging } }) as this;
      super.synth.call(staged);
    });
  }
}
