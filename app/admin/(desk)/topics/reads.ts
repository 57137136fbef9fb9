import { cache } from 'react';
import { findTopic } from '#newsroom/topics/find-topic';
import { listTopics } from '#newsroom/topics/list-topics';

export const readTopic = cache(findTopic);

export const readTopics = listTopics;
