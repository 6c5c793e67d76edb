const SPEAKER = /^(Agent|User|Transfer Target): ?/;

/** What the agent said, from a transcript whose lines begin with their speaker; a line without one goes on. */
export function agentUtterances(transcript: string): string[] {
  const utterances: string[] = [];
  let isAgent = false;
  for (const line of transcript.split('\n')) {
    const speaker = SPEAKER.exec(line);
    if (speaker !== null) {
      isAgent = speaker[1] === 'Agent';
      if (isAgent) utterances.push(line.slice(speaker[0].length));
    } else if (isAgent) utterances.push(`${utterances.pop() ?? ''}\n${line}`);
  }
  return utterances;
}
