// Components that follow signals: one is drawn again when a signal that it read changes, or a prop; not because its parent is.
import { effect } from "@preact/signals-core";
import { Component, type ComponentChild } from "preact";

export function live<Props extends object>(draw: (props: Props) => ComponentChild) {
  return class extends Component<Props> {
    #end = () => {};
    override shouldComponentUpdate(next: Props) {
      return (Object.keys(next) as (keyof Props)[]).some((name) => next[name] !== this.props[name]);
    }
    override componentWillUnmount() {
      this.#end();
    }
    override render(props: Props) {
      let drawn: ComponentChild;
      let isDrawn = false;
      this.#end();
      this.#end = effect(() => {
        if (isDrawn)
          this.forceUpdate(); // it reads nothing this time: the next drawing starts anew
        else drawn = draw(props);
        isDrawn = true;
      });
      return drawn;
    }
  };
}

/** Runs now, and again when a signal that it read changes. */
export const follow = (until: AbortController, run: () => void) => until.signal.addEventListener("abort", effect(run));
