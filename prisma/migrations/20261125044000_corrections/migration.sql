-- The list of corrections has the first part of an address to itself (RESERVED_KEYS in newsroom/topics/topic.ts).
ALTER TABLE "section" DROP CONSTRAINT "section_key_is_free";
ALTER TABLE "section" ADD CONSTRAINT "section_key_is_free" CHECK ("key" NOT IN (
    'about', 'contacts', 'advertising', 'privacy', 'rules', 'corrections',
    'post', 'tag', 'author', 'archive', 'search', 'offline', 'feed', 'feeds', 'live', 'admin', 'api', 'media', 'assets'
));
