// What an operator can see and do in one conversation's object, over RPC.

export interface OpenFollowUp {
  id: string; // of the message that it will be
  kind: "step" | "reminder";
  due: number; // ms since 1970
  step?: number; // from 1; of a step
  what?: string; // of a reminder
}

export interface VisitorForOperators {
  /** The earliest first. A step is listed when its turn comes: the ones after it depend on it. */
  followUps(): Promise<OpenFollowUp[]>;
  /** False when it is not open. */
  cancelFollowUp(id: string): Promise<boolean>;
  /** Sends it now, whatever the hour; a model or the built-in answerer may still decline a step. False when it is not open. */
  triggerFollowUp(id: string): Promise<boolean>;
}
