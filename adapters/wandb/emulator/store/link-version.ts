import { nextNumber, type StoredArtifact, type StoredCollection, type StoredMembership, type World } from './world.ts';

/** Puts a version into a collection, or finds it there; an alias belongs to one version of a collection. */
export function linkVersion(
  world: World,
  collection: StoredCollection,
  artifact: StoredArtifact,
  aliases: readonly string[],
): StoredMembership {
  const { members } = collection;
  let member = members.find((one) => one.artifact === artifact);
  if (member === undefined) {
    const isSource = artifact.collection === collection;
    const versionIndex = isSource ? artifact.versionIndex : members.length;
    member = { number: nextNumber(world), artifact, versionIndex, createdAt: world.now(), aliases: [] };
    members.push(member);
  }
  for (const other of members) {
    if (other !== member) other.aliases = other.aliases.filter((alias) => !aliases.includes(alias));
  }
  member.aliases = [...new Set([...member.aliases, ...aliases])];
  return member;
}
