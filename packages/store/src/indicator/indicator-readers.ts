import type { Reader } from '../shared/reader.ts';
import { AdoptionReader } from './adoption/adoption-reader.ts';
import { NetworkAdoptionReader } from './adoption/network-adoption-reader.ts';
import { DefinitionReader } from './definition-reader.ts';
import { CategoryReader } from './dimension/category-reader.ts';
import { ComparabilityReader } from './version/comparability-reader.ts';
import { CrosswalkReader } from './version/crosswalk-reader.ts';
import { DiscussionReader } from './version/discussion-reader.ts';

/** The readers of indicators: their definitions, adoption, discussion and comparability. */
export class IndicatorReaders {
  readonly definitions: DefinitionReader;
  readonly categories: CategoryReader;
  readonly comparability: ComparabilityReader;
  readonly crosswalks: CrosswalkReader;
  readonly discussions: DiscussionReader;
  readonly adoptions: AdoptionReader;
  readonly networkAdoptions: NetworkAdoptionReader;

  constructor(reader: Reader) {
    this.definitions = new DefinitionReader(reader);
    this.categories = new CategoryReader(reader);
    this.comparability = new ComparabilityReader(reader);
    this.crosswalks = new CrosswalkReader(reader);
    this.discussions = new DiscussionReader(reader);
    this.adoptions = new AdoptionReader(reader);
    this.networkAdoptions = new NetworkAdoptionReader(reader);
  }
}
