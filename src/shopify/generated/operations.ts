/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Possible error codes that can be returned by `BulkMutationUserError`. */
export type BulkMutationErrorCode =
  /**
   * There was a problem reading the JSONL file. This error might be intermittent,
   * so you can try performing the same query again.
   */
  | 'INTERNAL_FILE_SERVER_ERROR'
  /** The operation did not run because the mutation is invalid. Check your mutation syntax and try again. */
  | 'INVALID_MUTATION'
  /** The JSONL file submitted via the `stagedUploadsCreate` mutation is invalid. Update the file and try again. */
  | 'INVALID_STAGED_UPLOAD_FILE'
  /** Bulk operations limit reached. Please try again later. */
  | 'LIMIT_REACHED'
  /**
   * The JSONL file could not be found. Try [uploading the file](https://shopify.dev/api/usage/bulk-operations/imports#generate-the-uploaded-url-and-parameters)
   * again, and check that you've entered the URL correctly for the
   * `stagedUploadPath` mutation argument.
   */
  | 'NO_SUCH_FILE'
  /**
   * The operation did not run because another bulk mutation is already running.
   * [Wait for the operation to finish](https://shopify.dev/api/usage/bulk-operations/imports#wait-for-the-operation-to-finish)
   * before retrying this operation.
   */
  | 'OPERATION_IN_PROGRESS';

/** Error codes for failed bulk operations. */
export type BulkOperationErrorCode =
  /**
   * The provided operation `query` returned access denied due to missing
   * [access scopes](https://shopify.dev/api/usage/access-scopes).
   * Review the requested object permissions and execute the query as a normal non-bulk GraphQL request to see more details.
   */
  | 'ACCESS_DENIED'
  /**
   * The operation resulted in partial or incomplete data due to internal server errors during execution.
   * These errors might be intermittent, so you can try performing the same query again.
   */
  | 'INTERNAL_SERVER_ERROR'
  /**
   * The operation resulted in partial or incomplete data due to query timeouts during execution.
   * In some cases, timeouts can be avoided by modifying your `query` to select fewer fields.
   */
  | 'TIMEOUT';

/** The valid values for the status of a bulk operation. */
export type BulkOperationStatus =
  /** The bulk operation has been canceled. */
  | 'CANCELED'
  /**
   * Cancelation has been initiated on the bulk operation. There may be a short delay from when a cancelation
   * starts until the operation is actually canceled.
   */
  | 'CANCELING'
  /** The bulk operation has successfully completed. */
  | 'COMPLETED'
  /** The bulk operation has been created. */
  | 'CREATED'
  /** The bulk operation URL has expired. */
  | 'EXPIRED'
  /**
   * The bulk operation has failed. For information on why the operation failed, use
   * [BulkOperation.errorCode](https://shopify.dev/api/admin-graphql/latest/enums/bulkoperationerrorcode).
   */
  | 'FAILED'
  /** The bulk operation is running. */
  | 'RUNNING';

/** The input fields for the context in which the catalog's publishing and pricing rules apply. */
export type CatalogContextInput = {
  /** The IDs of the company locations to associate to the catalog. */
  companyLocationIds?: Array<string> | null | undefined;
  /** The IDs of the markets to associate to the catalog. */
  marketIds?: Array<string> | null | undefined;
};

/** The input fields required to create a catalog. */
export type CatalogCreateInput = {
  /** The context associated with the catalog. */
  context: CatalogContextInput;
  /** The ID of the price list to associate to the catalog. */
  priceListId?: string | null | undefined;
  /**
   * The ID of the publication to associate to the catalog. Only include this if
   * you need to control which products are visible in the catalog. When omitted,
   * product availability is determined by the sales channel.
   */
  publicationId?: string | null | undefined;
  /** The status of the catalog. */
  status: CatalogStatus;
  /** The name of the catalog. */
  title: string;
};

/** The state of a catalog. */
export type CatalogStatus =
  /** The catalog is active. */
  | 'ACTIVE'
  /** The catalog is archived. */
  | 'ARCHIVED'
  /** The catalog is in draft. */
  | 'DRAFT';

/** Possible error codes that can be returned by `CatalogUserError`. */
export type CatalogUserErrorCode =
  /** An app catalog cannot be assigned to a price list. */
  | 'APP_CATALOG_PRICE_LIST_ASSIGNMENT'
  /** You've reached the maximum number of B2B catalogs allowed for your plan. */
  | 'B2B_CATALOG_LIMIT_REACHED'
  /** The input value is blank. */
  | 'BLANK'
  /** The catalog can't be associated with more than one market. */
  | 'CANNOT_ADD_MORE_THAN_ONE_MARKET'
  /** Cannot create a catalog for an app. */
  | 'CANNOT_CREATE_APP_CATALOG'
  /** Cannot create a catalog for a market. */
  | 'CANNOT_CREATE_MARKET_CATALOG'
  /** Cannot delete a catalog for an app. */
  | 'CANNOT_DELETE_APP_CATALOG'
  /** Cannot delete a catalog for a market. */
  | 'CANNOT_DELETE_MARKET_CATALOG'
  /** Cannot modify a catalog for an app. */
  | 'CANNOT_MODIFY_APP_CATALOG'
  /** Cannot modify a catalog for a market. */
  | 'CANNOT_MODIFY_MARKET_CATALOG'
  /**
   * Quantity price breaks can be associated only with company location catalogs or
   * catalogs associated with compatible markets.
   */
  | 'CATALOG_CONTEXT_DOES_NOT_SUPPORT_QUANTITY_PRICE_BREAKS'
  /** Quantity rules can be associated only with company location catalogs or catalogs associated with compatible markets. */
  | 'CATALOG_CONTEXT_DOES_NOT_SUPPORT_QUANTITY_RULES'
  /** The catalog context is currently being modified. Please try again later. */
  | 'CATALOG_CONTEXT_LOCKED'
  /** Catalog failed to save. */
  | 'CATALOG_FAILED_TO_SAVE'
  /** Catalogs and condition types are not compatible with each other. */
  | 'CATALOG_NOT_COMPATIBLE_WITH_CONDITION_TYPES'
  /** The catalog wasn't found. */
  | 'CATALOG_NOT_FOUND'
  /** A company location catalog outside of a supported plan can only have an archived status. */
  | 'COMPANY_LOCATION_CATALOG_STATUS_PLAN'
  /** The company location could not be found. */
  | 'COMPANY_LOCATION_NOT_FOUND'
  /** Context driver already assigned to this catalog. */
  | 'CONTEXT_ALREADY_ASSIGNED_TO_CATALOG'
  /** Cannot save the catalog because the catalog limit for the context was reached. */
  | 'CONTEXT_CATALOG_LIMIT_REACHED'
  /** The arguments `contextsToAdd` and `contextsToRemove` must match existing catalog context type. */
  | 'CONTEXT_DRIVER_MISMATCH'
  /** A country catalog cannot be assigned to a price list. */
  | 'COUNTRY_CATALOG_PRICE_LIST_ASSIGNMENT'
  /** A country price list cannot be assigned to a catalog. */
  | 'COUNTRY_PRICE_LIST_ASSIGNMENT'
  /** The input value is invalid. */
  | 'INVALID'
  /** The catalog context type is invalid. */
  | 'INVALID_CATALOG_CONTEXT_TYPE'
  /** Cannot change context to specified type. */
  | 'INVALID_CONTEXT_CHANGE'
  /** The managed country belongs to another catalog. */
  | 'MANAGED_COUNTRY_BELONGS_TO_ANOTHER_CATALOG'
  /** The catalog's market and price list currencies do not match. */
  | 'MARKET_AND_PRICE_LIST_CURRENCY_MISMATCH'
  /** A market catalog must have an active status. */
  | 'MARKET_CATALOG_STATUS'
  /** Market not found. */
  | 'MARKET_NOT_FOUND'
  /** Market already belongs to another catalog. */
  | 'MARKET_TAKEN'
  /** Must provide exactly one context type. */
  | 'MUST_PROVIDE_EXACTLY_ONE_CONTEXT_TYPE'
  /** Price list failed to save. */
  | 'PRICE_LIST_FAILED_TO_SAVE'
  /** The price list is currently being modified. Please try again later. */
  | 'PRICE_LIST_LOCKED'
  /** A price list cannot be assigned to the primary market. */
  | 'PRICE_LIST_NOT_ALLOWED_FOR_PRIMARY_MARKET'
  /** Price list not found. */
  | 'PRICE_LIST_NOT_FOUND'
  /** Publication not found. */
  | 'PUBLICATION_NOT_FOUND'
  /** Must have `contexts_to_add` or `contexts_to_remove` argument. */
  | 'REQUIRES_CONTEXTS_TO_ADD_OR_REMOVE'
  /** The input value is already taken. */
  | 'TAKEN'
  /** The input value is too long. */
  | 'TOO_LONG'
  /** The input value is too short. */
  | 'TOO_SHORT'
  /** Catalogs assigned to company locations can't be set to active with your plan. */
  | 'UNPERMITTED_ENTITLEMENTS_DIRECT_CATALOG_ASSIGNMENT'
  /** Managing this catalog is not supported by your plan. */
  | 'UNPERMITTED_ENTITLEMENTS_MARKET_CATALOGS'
  /** Can't perform this action on a catalog of this type. */
  | 'UNSUPPORTED_CATALOG_ACTION';

/** Specifies whether products must match any or all conditions to be included in the collection. */
export type CollectionConditionMatchType =
  /** Products match only if they satisfy all of the conditions. */
  | 'ALL'
  /** Products match if they satisfy one or more of the conditions. */
  | 'ANY';

/** The input fields required to create a collection source. */
export type CollectionCreateConditionsSourceInput = {
  /** An optional description of the source. */
  description?: string | null | undefined;
  /** The exclusion rules for the source. */
  exclusion?: CollectionCreateSourceExclusionInput | null | undefined;
  /** The inclusion rules for the source. */
  inclusion?: CollectionCreateSourceInclusionInput | null | undefined;
  /** What granularity this source operates at. Defaults to PRODUCTS. */
  targetType?: CollectionSourceTargetType | null | undefined;
  /** The title of the source. */
  title: string;
};

/** The input fields required to create a collection. */
export type CollectionCreateInput = {
  /** The description of the collection, in HTML format. */
  descriptionHtml?: string | null | undefined;
  /** A unique human-friendly string for the collection. Automatically generated from the collection's title. */
  handle?: string | null | undefined;
  /** The image associated with the collection. */
  image?: ImageInput | null | undefined;
  /** The metafields to associate with the collection. */
  metafields?: Array<MetafieldInput> | null | undefined;
  /** SEO information for the collection. */
  seo?: SeoInput | null | undefined;
  /** The order in which the collection's products are sorted. */
  sortOrder?: CollectionSortOrder | null | undefined;
  /** The sources to create for the collection. */
  sources?: Array<CollectionCreateSourceTargetInput> | null | undefined;
  /** The theme template used when viewing the collection in a store. */
  templateSuffix?: string | null | undefined;
  /** The title of the collection. */
  title: string;
};

/** The input fields for creating exclusion rules for a collection source. */
export type CollectionCreateSourceExclusionInput = {
  /** The conditions that products must match to be excluded from the collection. */
  conditions?: Array<CollectionSourceExclusionConditionInput> | null | undefined;
  /** Whether products must match all or any of the conditions to be excluded. */
  matchType?: CollectionConditionMatchType | null | undefined;
  /** The products to explicitly exclude from the collection. */
  selections?: Array<CollectionExclusionProductSelectionInput> | null | undefined;
};

/** The input fields for creating inclusion rules for a collection source. */
export type CollectionCreateSourceInclusionInput = {
  /** The conditions that products must match to be included in the collection. */
  conditions?: Array<CollectionSourceInclusionConditionInput> | null | undefined;
  /** Whether products must match all or any of the conditions. */
  matchType?: CollectionConditionMatchType | null | undefined;
  /** The products to explicitly include in the collection. */
  selections?: Array<CollectionInclusionProductSelectionInput> | null | undefined;
};

/**
 * The input fields for adding a source to a collection — provide exactly one field
 * that represents the type of source to create.
 */
export type CollectionCreateSourceTargetInput =
  {   /** An existing shareable source to link to the collection. */
  shareableSource: CollectionShareableSourceInput; source?: never; subCollections?: never; }
  |  { shareableSource?: never;   /** Net new conditions-based source (target_type products or variants) to create — must belong to one collection. */
  source: CollectionCreateConditionsSourceInput; subCollections?: never; }
  |  { shareableSource?: never; source?: never;   /** Net new sub-collection source (target_type collections) whose membership comes from one or more referenced collections. */
  subCollections: CollectionCreateSubCollectionsSourceInput; };

/**
 * The input fields required to create a sub-collection source — a source whose
 * membership comes from one or more referenced collections.
 */
export type CollectionCreateSubCollectionsSourceInput = {
  /** The global IDs of the sub-collections whose products supply this source. */
  collectionIds: Array<string>;
  /** An optional description of the source. */
  description?: string | null | undefined;
  /** The title of the source. */
  title: string;
};

/** The input fields for selecting specific products to exclude from a collection. */
export type CollectionExclusionProductSelectionInput = {
  /** The ID of the product to exclude from the collection. */
  productId: string;
};

/** The input fields for selecting specific products to include in a collection. */
export type CollectionInclusionProductSelectionInput = {
  /** The ID of the product to include in the collection. */
  productId: string;
  /** The IDs of the product variants to include in the collection. */
  variantIds?: Array<string> | null | undefined;
};

/** The input fields for linking an existing shareable source to a collection. */
export type CollectionShareableSourceInput = {
  /** The ID of an existing shareable source to link to the collection. */
  sourceId: string;
};

/** Specifies the sort order for the products in the collection. */
export type CollectionSortOrder =
  /** Alphabetically, in ascending order (A - Z). */
  | 'ALPHA_ASC'
  /** Alphabetically, in descending order (Z - A). */
  | 'ALPHA_DESC'
  /** By best-selling products. */
  | 'BEST_SELLING'
  /** By date created, in ascending order (oldest - newest). */
  | 'CREATED'
  /** By date created, in descending order (newest - oldest). */
  | 'CREATED_DESC'
  /** In the order set manually by the merchant. */
  | 'MANUAL'
  /** By most relevant products. */
  | 'MOST_RELEVANT'
  /** By price, in ascending order (lowest - highest). */
  | 'PRICE_ASC'
  /** By price, in descending order (highest - lowest). */
  | 'PRICE_DESC';

/** The input fields for an exclusion condition based on collections. */
export type CollectionSourceExclusionConditionCollectionInput = {
  /** The collection IDs whose products are excluded. */
  values: Array<string>;
};

/**
 * The input fields for a condition that determines which products are excluded
 * from a collection. Exactly one condition type must be provided.
 */
export type CollectionSourceExclusionConditionInput =
  {   /** A condition based on collections. */
  collection: CollectionSourceExclusionConditionCollectionInput; productCategory?: never; productTag?: never; productType?: never; productVendor?: never; }
  |  { collection?: never;   /** A condition based on product categories. */
  productCategory: CollectionSourceExclusionConditionProductCategoryInput; productTag?: never; productType?: never; productVendor?: never; }
  |  { collection?: never; productCategory?: never;   /** A condition based on product tags. */
  productTag: CollectionSourceExclusionConditionProductTagInput; productType?: never; productVendor?: never; }
  |  { collection?: never; productCategory?: never; productTag?: never;   /** A condition based on product types. */
  productType: CollectionSourceExclusionConditionProductTypeInput; productVendor?: never; }
  |  { collection?: never; productCategory?: never; productTag?: never; productType?: never;   /** A condition based on product vendors. */
  productVendor: CollectionSourceExclusionConditionProductVendorInput; };

/** The input fields for an exclusion condition based on product categories. */
export type CollectionSourceExclusionConditionProductCategoryInput = {
  /** Whether to match any or all of the values. */
  matchType: CollectionConditionMatchType;
  /** The relationship between the product category and the condition values. */
  relation: CollectionSourceExclusionConditionProductCategoryRelation;
  /** The product category values to match against. */
  values: Array<CollectionSourceExclusionConditionProductCategoryValueInput>;
};

/** The relation for comparing product categories in exclusion conditions. */
export type CollectionSourceExclusionConditionProductCategoryRelation =
  /** The product category equals the specified value. */
  | 'EQUALS';

/** The input fields for a product category value in an exclusion condition. */
export type CollectionSourceExclusionConditionProductCategoryValueInput = {
  /** The ID of the product category. */
  categoryId: string;
  /** Whether to include descendants of the product category. */
  includeDescendants?: boolean | null | undefined;
};

/** The input fields for an exclusion condition based on product tags. */
export type CollectionSourceExclusionConditionProductTagInput = {
  /** Whether to match any or all of the values. */
  matchType: CollectionConditionMatchType;
  /** The relationship between the product tag and the condition values. */
  relation: CollectionSourceExclusionConditionProductTagRelation;
  /** The tag values to match against. */
  values: Array<string>;
};

/** The relationship between the product tag and the condition values. */
export type CollectionSourceExclusionConditionProductTagRelation =
  /** The product is tagged with the specified value. */
  | 'TAGGED_WITH';

/** The input fields for an exclusion condition based on product types. */
export type CollectionSourceExclusionConditionProductTypeInput = {
  /** Whether to match any or all of the values. */
  matchType: CollectionConditionMatchType;
  /** The relationship between the product type and the condition values. */
  relation: CollectionSourceExclusionConditionProductTypeRelation;
  /** The product type values to match against. */
  values: Array<string>;
};

/** The relation for comparing product types in exclusion conditions. */
export type CollectionSourceExclusionConditionProductTypeRelation =
  /** The product type contains the specified value. */
  | 'CONTAINS'
  /** The product type equals the specified value. */
  | 'EQUALS';

/** The input fields for an exclusion condition based on product vendors. */
export type CollectionSourceExclusionConditionProductVendorInput = {
  /** Whether to match any or all of the values. */
  matchType: CollectionConditionMatchType;
  /** The relationship between the product vendor and the condition values. */
  relation: CollectionSourceExclusionConditionProductVendorRelation;
  /** The product vendor values to match against. */
  values: Array<string>;
};

/** The relation for comparing product vendors in exclusion conditions. */
export type CollectionSourceExclusionConditionProductVendorRelation =
  /** The product vendor contains the specified value. */
  | 'CONTAINS'
  /** The product vendor equals the specified value. */
  | 'EQUALS';

/** The input fields for updating an exclusion condition based on collections. */
export type CollectionSourceExclusionConditionUpdateCollectionInput = {
  /** The collection IDs whose products are excluded. */
  values: Array<string>;
};

/**
 * The input fields for updating a condition that determines which products are
 * excluded from a collection. Exactly one condition type must be provided.
 */
export type CollectionSourceExclusionConditionUpdateInput =
  {   /** An update to an exclusion condition based on collections. */
  collection: CollectionSourceExclusionConditionUpdateCollectionInput; productCategory?: never; productTag?: never; productType?: never; productVendor?: never; }
  |  { collection?: never;   /** An update to an exclusion condition based on product categories. */
  productCategory: CollectionSourceExclusionConditionUpdateProductCategoryInput; productTag?: never; productType?: never; productVendor?: never; }
  |  { collection?: never; productCategory?: never;   /** An update to an exclusion condition based on product tags. */
  productTag: CollectionSourceExclusionConditionUpdateProductTagInput; productType?: never; productVendor?: never; }
  |  { collection?: never; productCategory?: never; productTag?: never;   /** An update to an exclusion condition based on product types. */
  productType: CollectionSourceExclusionConditionUpdateProductTypeInput; productVendor?: never; }
  |  { collection?: never; productCategory?: never; productTag?: never; productType?: never;   /** An update to an exclusion condition based on product vendors. */
  productVendor: CollectionSourceExclusionConditionUpdateProductVendorInput; };

/** The input fields for updating an exclusion condition based on product categories. */
export type CollectionSourceExclusionConditionUpdateProductCategoryInput = {
  /** Whether to match any or all of the values. */
  matchType?: CollectionConditionMatchType | null | undefined;
  /** The relationship between the product category and the condition values. */
  relation?: CollectionSourceExclusionConditionProductCategoryRelation | null | undefined;
  /** The product category values to match against. */
  values?: Array<CollectionSourceExclusionConditionProductCategoryValueInput> | null | undefined;
};

/** The input fields for updating an exclusion condition based on product tags. */
export type CollectionSourceExclusionConditionUpdateProductTagInput = {
  /** Whether to match any or all of the values. */
  matchType?: CollectionConditionMatchType | null | undefined;
  /** The relationship between the product tag and the condition values. */
  relation?: CollectionSourceExclusionConditionProductTagRelation | null | undefined;
  /** The tag values to match against. */
  values?: Array<string> | null | undefined;
};

/** The input fields for updating an exclusion condition based on product types. */
export type CollectionSourceExclusionConditionUpdateProductTypeInput = {
  /** Whether to match any or all of the values. */
  matchType?: CollectionConditionMatchType | null | undefined;
  /** The relationship between the product type and the condition values. */
  relation?: CollectionSourceExclusionConditionProductTypeRelation | null | undefined;
  /** The product type values to match against. */
  values?: Array<string> | null | undefined;
};

/** The input fields for updating an exclusion condition based on product vendors. */
export type CollectionSourceExclusionConditionUpdateProductVendorInput = {
  /** Whether to match any or all of the values. */
  matchType?: CollectionConditionMatchType | null | undefined;
  /** The relationship between the product vendor and the condition values. */
  relation?: CollectionSourceExclusionConditionProductVendorRelation | null | undefined;
  /** The product vendor values to match against. */
  values?: Array<string> | null | undefined;
};

/**
 * A condition that determines which products are included in a collection.
 *
 * Available condition types, grouped by what they filter on:
 *
 * - **Product attributes**: `productTag`, `productTitle`, `productType`, `productVendor`, `productStatus`,
 * `productCategory`.
 * - **Variant attributes**: `variantTitle`, `variantPrice`, `variantCompareAtPrice`, `variantInventory`,
 * `variantWeight`.
 * - **Pricing**: `isPriceReduced`.
 * - **Metafields**: `metafieldBoolean`, `metafieldInteger`, `metafieldDecimal`, `metafieldString`,
 * `metafieldStringList`, `metafieldMetaobject`, `metafieldMetaobjectList`.
 *
 * Each condition type specifies its own `relation` (for example, `EQUALS`, `CONTAINS`, `TAGGED_WITH`) and
 * value shape. Combine multiple conditions in a single source's `inclusion.conditions` list and use the
 * source's `matchType` to require that products match `ANY` or `ALL` of them.
 */
export type CollectionSourceInclusionConditionInput =
  {   /** A condition based on boolean metafield values. */
  metafieldBoolean: CollectionSourceInclusionConditionMetafieldBooleanInput; metafieldDecimal?: never; metafieldInteger?: never; metafieldMetaobject?: never; metafieldMetaobjectList?: never; metafieldString?: never; metafieldStringList?: never; productCategory?: never; productStatus?: never; productTag?: never; productTitle?: never; productType?: never; productVendor?: never; variantCompareAtPrice?: never; variantInventory?: never; variantPrice?: never; variantTitle?: never; variantWeight?: never; }
  |  { metafieldBoolean?: never;   /** A condition based on decimal metafield values. */
  metafieldDecimal: CollectionSourceInclusionConditionMetafieldDecimalInput; metafieldInteger?: never; metafieldMetaobject?: never; metafieldMetaobjectList?: never; metafieldString?: never; metafieldStringList?: never; productCategory?: never; productStatus?: never; productTag?: never; productTitle?: never; productType?: never; productVendor?: never; variantCompareAtPrice?: never; variantInventory?: never; variantPrice?: never; variantTitle?: never; variantWeight?: never; }
  |  { metafieldBoolean?: never; metafieldDecimal?: never;   /** A condition based on integer metafield values. */
  metafieldInteger: CollectionSourceInclusionConditionMetafieldIntegerInput; metafieldMetaobject?: never; metafieldMetaobjectList?: never; metafieldString?: never; metafieldStringList?: never; productCategory?: never; productStatus?: never; productTag?: never; productTitle?: never; productType?: never; productVendor?: never; variantCompareAtPrice?: never; variantInventory?: never; variantPrice?: never; variantTitle?: never; variantWeight?: never; }
  |  { metafieldBoolean?: never; metafieldDecimal?: never; metafieldInteger?: never;   /** A condition based on single metaobject reference metafield values. */
  metafieldMetaobject: CollectionSourceInclusionConditionMetafieldMetaobjectInput; metafieldMetaobjectList?: never; metafieldString?: never; metafieldStringList?: never; productCategory?: never; productStatus?: never; productTag?: never; productTitle?: never; productType?: never; productVendor?: never; variantCompareAtPrice?: never; variantInventory?: never; variantPrice?: never; variantTitle?: never; variantWeight?: never; }
  |  { metafieldBoolean?: never; metafieldDecimal?: never; metafieldInteger?: never; metafieldMetaobject?: never;   /** A condition based on metaobject list reference metafield values. */
  metafieldMetaobjectList: CollectionSourceInclusionConditionMetafieldMetaobjectListInput; metafieldString?: never; metafieldStringList?: never; productCategory?: never; productStatus?: never; productTag?: never; productTitle?: never; productType?: never; productVendor?: never; variantCompareAtPrice?: never; variantInventory?: never; variantPrice?: never; variantTitle?: never; variantWeight?: never; }
  |  { metafieldBoolean?: never; metafieldDecimal?: never; metafieldInteger?: never; metafieldMetaobject?: never; metafieldMetaobjectList?: never;   /** A condition based on string metafield values. */
  metafieldString: CollectionSourceInclusionConditionMetafieldStringInput; metafieldStringList?: never; productCategory?: never; productStatus?: never; productTag?: never; productTitle?: never; productType?: never; productVendor?: never; variantCompareAtPrice?: never; variantInventory?: never; variantPrice?: never; variantTitle?: never; variantWeight?: never; }
  |  { metafieldBoolean?: never; metafieldDecimal?: never; metafieldInteger?: never; metafieldMetaobject?: never; metafieldMetaobjectList?: never; metafieldString?: never;   /** A condition based on string list metafield values. */
  metafieldStringList: CollectionSourceInclusionConditionMetafieldStringListInput; productCategory?: never; productStatus?: never; productTag?: never; productTitle?: never; productType?: never; productVendor?: never; variantCompareAtPrice?: never; variantInventory?: never; variantPrice?: never; variantTitle?: never; variantWeight?: never; }
  |  { metafieldBoolean?: never; metafieldDecimal?: never; metafieldInteger?: never; metafieldMetaobject?: never; metafieldMetaobjectList?: never; metafieldString?: never; metafieldStringList?: never;   /** A condition based on product categories. */
  productCategory: CollectionSourceInclusionConditionProductCategoryInput; productStatus?: never; productTag?: never; productTitle?: never; productType?: never; productVendor?: never; variantCompareAtPrice?: never; variantInventory?: never; variantPrice?: never; variantTitle?: never; variantWeight?: never; }
  |  { metafieldBoolean?: never; metafieldDecimal?: never; metafieldInteger?: never; metafieldMetaobject?: never; metafieldMetaobjectList?: never; metafieldString?: never; metafieldStringList?: never; productCategory?: never;   /** A condition based on product status. */
  productStatus: CollectionSourceInclusionConditionProductStatusInput; productTag?: never; productTitle?: never; productType?: never; productVendor?: never; variantCompareAtPrice?: never; variantInventory?: never; variantPrice?: never; variantTitle?: never; variantWeight?: never; }
  |  { metafieldBoolean?: never; metafieldDecimal?: never; metafieldInteger?: never; metafieldMetaobject?: never; metafieldMetaobjectList?: never; metafieldString?: never; metafieldStringList?: never; productCategory?: never; productStatus?: never;   /** A condition based on product tags. */
  productTag: CollectionSourceInclusionConditionProductTagInput; productTitle?: never; productType?: never; productVendor?: never; variantCompareAtPrice?: never; variantInventory?: never; variantPrice?: never; variantTitle?: never; variantWeight?: never; }
  |  { metafieldBoolean?: never; metafieldDecimal?: never; metafieldInteger?: never; metafieldMetaobject?: never; metafieldMetaobjectList?: never; metafieldString?: never; metafieldStringList?: never; productCategory?: never; productStatus?: never; productTag?: never;   /** A condition based on product titles. */
  productTitle: CollectionSourceInclusionConditionProductTitleInput; productType?: never; productVendor?: never; variantCompareAtPrice?: never; variantInventory?: never; variantPrice?: never; variantTitle?: never; variantWeight?: never; }
  |  { metafieldBoolean?: never; metafieldDecimal?: never; metafieldInteger?: never; metafieldMetaobject?: never; metafieldMetaobjectList?: never; metafieldString?: never; metafieldStringList?: never; productCategory?: never; productStatus?: never; productTag?: never; productTitle?: never;   /** A condition based on product types. */
  productType: CollectionSourceInclusionConditionProductTypeInput; productVendor?: never; variantCompareAtPrice?: never; variantInventory?: never; variantPrice?: never; variantTitle?: never; variantWeight?: never; }
  |  { metafieldBoolean?: never; metafieldDecimal?: never; metafieldInteger?: never; metafieldMetaobject?: never; metafieldMetaobjectList?: never; metafieldString?: never; metafieldStringList?: never; productCategory?: never; productStatus?: never; productTag?: never; productTitle?: never; productType?: never;   /** A condition based on product vendors. */
  productVendor: CollectionSourceInclusionConditionProductVendorInput; variantCompareAtPrice?: never; variantInventory?: never; variantPrice?: never; variantTitle?: never; variantWeight?: never; }
  |  { metafieldBoolean?: never; metafieldDecimal?: never; metafieldInteger?: never; metafieldMetaobject?: never; metafieldMetaobjectList?: never; metafieldString?: never; metafieldStringList?: never; productCategory?: never; productStatus?: never; productTag?: never; productTitle?: never; productType?: never; productVendor?: never;   /** A condition based on variant compare at prices. */
  variantCompareAtPrice: CollectionSourceInclusionConditionVariantCompareAtPriceInput; variantInventory?: never; variantPrice?: never; variantTitle?: never; variantWeight?: never; }
  |  { metafieldBoolean?: never; metafieldDecimal?: never; metafieldInteger?: never; metafieldMetaobject?: never; metafieldMetaobjectList?: never; metafieldString?: never; metafieldStringList?: never; productCategory?: never; productStatus?: never; productTag?: never; productTitle?: never; productType?: never; productVendor?: never; variantCompareAtPrice?: never;   /** A condition based on variant inventory quantities. */
  variantInventory: CollectionSourceInclusionConditionVariantInventoryInput; variantPrice?: never; variantTitle?: never; variantWeight?: never; }
  |  { metafieldBoolean?: never; metafieldDecimal?: never; metafieldInteger?: never; metafieldMetaobject?: never; metafieldMetaobjectList?: never; metafieldString?: never; metafieldStringList?: never; productCategory?: never; productStatus?: never; productTag?: never; productTitle?: never; productType?: never; productVendor?: never; variantCompareAtPrice?: never; variantInventory?: never;   /** A condition based on variant prices. */
  variantPrice: CollectionSourceInclusionConditionVariantPriceInput; variantTitle?: never; variantWeight?: never; }
  |  { metafieldBoolean?: never; metafieldDecimal?: never; metafieldInteger?: never; metafieldMetaobject?: never; metafieldMetaobjectList?: never; metafieldString?: never; metafieldStringList?: never; productCategory?: never; productStatus?: never; productTag?: never; productTitle?: never; productType?: never; productVendor?: never; variantCompareAtPrice?: never; variantInventory?: never; variantPrice?: never;   /** A condition based on variant titles. */
  variantTitle: CollectionSourceInclusionConditionVariantTitleInput; variantWeight?: never; }
  |  { metafieldBoolean?: never; metafieldDecimal?: never; metafieldInteger?: never; metafieldMetaobject?: never; metafieldMetaobjectList?: never; metafieldString?: never; metafieldStringList?: never; productCategory?: never; productStatus?: never; productTag?: never; productTitle?: never; productType?: never; productVendor?: never; variantCompareAtPrice?: never; variantInventory?: never; variantPrice?: never; variantTitle?: never;   /** A condition based on variant weights. */
  variantWeight: CollectionSourceInclusionConditionVariantWeightInput; };

/** The input fields for a condition based on boolean metafield values. */
export type CollectionSourceInclusionConditionMetafieldBooleanInput = {
  /** The ID of the metafield definition. */
  definitionId: string;
  /** The relationship between the metafield value and the condition value. */
  relation: CollectionSourceInclusionConditionMetafieldBooleanRelation;
  /** The boolean value to match against. */
  value: boolean;
};

/** The relation for comparing boolean metafield values. */
export type CollectionSourceInclusionConditionMetafieldBooleanRelation =
  /** The metafield value equals the condition value. */
  | 'EQUALS';

/** The input fields for a condition based on decimal metafield values. */
export type CollectionSourceInclusionConditionMetafieldDecimalInput = {
  /** The ID of the metafield definition. */
  definitionId: string;
  /** The relationship between the metafield value and the condition value. */
  relation: CollectionSourceInclusionConditionMetafieldDecimalRelation;
  /** The decimal value to match against. */
  value: string;
};

/** The relation for comparing decimal metafield values. */
export type CollectionSourceInclusionConditionMetafieldDecimalRelation =
  /** The metafield value equals the specified value. */
  | 'EQUALS'
  /** The metafield value is greater than the specified value. */
  | 'GREATER_THAN'
  /** The metafield value is less than the specified value. */
  | 'LESS_THAN';

/** The input fields for a condition based on integer metafield values. */
export type CollectionSourceInclusionConditionMetafieldIntegerInput = {
  /** The ID of the metafield definition. */
  definitionId: string;
  /** The relationship between the metafield value and the condition value. */
  relation: CollectionSourceInclusionConditionMetafieldIntegerRelation;
  /** The integer value to match against. */
  value: number;
};

/** The relation for comparing integer metafield values. */
export type CollectionSourceInclusionConditionMetafieldIntegerRelation =
  /** The metafield value equals the specified value. */
  | 'EQUALS'
  /** The metafield value is greater than the specified value. */
  | 'GREATER_THAN'
  /** The metafield value is less than the specified value. */
  | 'LESS_THAN';

/** The input fields for a condition based on single metaobject reference metafield values. */
export type CollectionSourceInclusionConditionMetafieldMetaobjectInput = {
  /** The ID of the metafield definition. */
  definitionId: string;
  /** The relationship between the metafield value and the condition value. */
  relation: CollectionSourceInclusionConditionMetafieldMetaobjectRelation;
  /** The metaobject ID to match against. */
  value: string;
};

/** The input fields for a condition based on metaobject list reference metafield values. */
export type CollectionSourceInclusionConditionMetafieldMetaobjectListInput = {
  /** The ID of the metafield definition. */
  definitionId: string;
  /** Whether to match any or all of the values. */
  matchType: CollectionConditionMatchType;
  /** The relationship between the metafield value and the condition values. */
  relation: CollectionSourceInclusionConditionMetafieldMetaobjectListRelation;
  /** The metaobject IDs to match against. */
  values: Array<string>;
};

/** The relationship between the metaobject value and the condition values. */
export type CollectionSourceInclusionConditionMetafieldMetaobjectListRelation =
  /** Matches if the supplied metaobject value is equal to one or more of the values in the metafield's metaobject list. */
  | 'INCLUDES';

/** The relation for comparing metaobject metafield values. */
export type CollectionSourceInclusionConditionMetafieldMetaobjectRelation =
  /** The metaobject value equals the condition value. */
  | 'EQUALS';

/** The input fields for a condition based on string metafield values. */
export type CollectionSourceInclusionConditionMetafieldStringInput = {
  /** The ID of the metafield definition. */
  definitionId: string;
  /** Whether to match any or all of the values. */
  matchType: CollectionConditionMatchType;
  /** The relationship between the metafield value and the condition values. */
  relation: CollectionSourceInclusionConditionMetafieldStringRelation;
  /** The string values to match against. */
  values: Array<string>;
};

/** The input fields for a condition based on string list metafield values. */
export type CollectionSourceInclusionConditionMetafieldStringListInput = {
  /** The ID of the metafield definition. */
  definitionId: string;
  /** Whether to match any or all of the values. */
  matchType: CollectionConditionMatchType;
  /** The relationship between the metafield value and the condition values. */
  relation: CollectionSourceInclusionConditionMetafieldStringListRelation;
  /** The string values to match against. */
  values: Array<string>;
};

/** The relationship between the metafield value and the condition values. */
export type CollectionSourceInclusionConditionMetafieldStringListRelation =
  /** The metafield value includes the specified value. */
  | 'INCLUDES';

/** The relationship between the metafield value and the condition values. */
export type CollectionSourceInclusionConditionMetafieldStringRelation =
  /** The metafield value equals the specified value. */
  | 'EQUALS';

/** The input fields for a condition based on product categories. */
export type CollectionSourceInclusionConditionProductCategoryInput = {
  /** Whether to match any or all of the values. */
  matchType: CollectionConditionMatchType;
  /** The relationship between the product category and the condition values. */
  relation: CollectionSourceInclusionConditionProductCategoryRelation;
  /** The product category values to match against. */
  values: Array<CollectionSourceInclusionConditionProductCategoryValueInput>;
};

/** The relation for comparing product category IDs. */
export type CollectionSourceInclusionConditionProductCategoryRelation =
  /** The product category ID equals the specified value. */
  | 'EQUALS'
  /** The product category ID does not equal the specified value. */
  | 'NOT_EQUALS';

/** The input fields for a product category value in a collection condition. */
export type CollectionSourceInclusionConditionProductCategoryValueInput = {
  /** The ID of the product category. */
  categoryId: string;
  /** Whether to include descendants of the product category. */
  includeDescendants: boolean;
};

/** The input fields for a condition based on product status. */
export type CollectionSourceInclusionConditionProductStatusInput = {
  /** Whether to match any or all of the values. */
  matchType: CollectionConditionMatchType;
  /** The relationship between the product status and the condition values. */
  relation: CollectionSourceInclusionConditionProductStatusRelation;
  /** The product status values to match against. */
  values: Array<ProductStatus>;
};

/** The relation for comparing product status. */
export type CollectionSourceInclusionConditionProductStatusRelation =
  /** The product status equals the specified value. */
  | 'EQUALS'
  /** The product status does not equal the specified value. */
  | 'NOT_EQUALS';

/** The input fields for a condition based on product tags. */
export type CollectionSourceInclusionConditionProductTagInput = {
  /** Whether to match any or all of the values. */
  matchType: CollectionConditionMatchType;
  /** The relationship between the product tag and the condition values. */
  relation: CollectionSourceInclusionConditionProductTagRelation;
  /** The tag values to match against. */
  values: Array<string>;
};

/** The relationship between the product tag and the condition values. */
export type CollectionSourceInclusionConditionProductTagRelation =
  /** The product is not tagged with the specified value. */
  | 'NOT_TAGGED_WITH'
  /** The product is tagged with the specified value. */
  | 'TAGGED_WITH';

/** The input fields for a condition based on product titles. */
export type CollectionSourceInclusionConditionProductTitleInput = {
  /** Whether to match any or all of the values. */
  matchType: CollectionConditionMatchType;
  /** The relationship between the product title and the condition values. */
  relation: CollectionSourceInclusionConditionProductTitleRelation;
  /** The title values to match against. */
  values: Array<string>;
};

/** The relationship between the product title and the condition values. */
export type CollectionSourceInclusionConditionProductTitleRelation =
  /** The product title contains the specified value. */
  | 'CONTAINS'
  /** The product title does not contain the specified value. */
  | 'DOES_NOT_CONTAIN'
  /** The product title ends with the specified value. */
  | 'ENDS_WITH'
  /** The product title equals the specified value. */
  | 'EQUALS'
  /** The product title does not equal the specified value. */
  | 'NOT_EQUALS'
  /** The product title starts with the specified value. */
  | 'STARTS_WITH';

/** The input fields for a condition based on product types. */
export type CollectionSourceInclusionConditionProductTypeInput = {
  /** Whether to match any or all of the values. */
  matchType: CollectionConditionMatchType;
  /** The relationship between the product type and the condition values. */
  relation: CollectionSourceInclusionConditionProductTypeRelation;
  /** The product type values to match against. */
  values: Array<string>;
};

/** The relation for comparing product types. */
export type CollectionSourceInclusionConditionProductTypeRelation =
  /** The product type contains the specified value. */
  | 'CONTAINS'
  /** The product type does not contain the specified value. */
  | 'DOES_NOT_CONTAIN'
  /** The product type ends with the specified value. */
  | 'ENDS_WITH'
  /** The product type equals the specified value. */
  | 'EQUALS'
  /** The product type does not equal the specified value. */
  | 'NOT_EQUALS'
  /** The product type starts with the specified value. */
  | 'STARTS_WITH';

/** The input fields for a condition based on product vendors. */
export type CollectionSourceInclusionConditionProductVendorInput = {
  /** Whether to match any or all of the values. */
  matchType: CollectionConditionMatchType;
  /** The relationship between the product vendor and the condition values. */
  relation: CollectionSourceInclusionConditionProductVendorRelation;
  /** The product vendor values to match against. */
  values: Array<string>;
};

/** The relation for comparing product vendors. */
export type CollectionSourceInclusionConditionProductVendorRelation =
  /** The product vendor contains the specified value. */
  | 'CONTAINS'
  /** The product vendor does not contain the specified value. */
  | 'DOES_NOT_CONTAIN'
  /** The product vendor ends with the specified value. */
  | 'ENDS_WITH'
  /** The product vendor equals the specified value. */
  | 'EQUALS'
  /** The product vendor does not equal the specified value. */
  | 'NOT_EQUALS'
  /** The product vendor starts with the specified value. */
  | 'STARTS_WITH';

/**
 * The input fields for updating a condition that determines which products are
 * included in a collection. Exactly one condition type must be provided.
 */
export type CollectionSourceInclusionConditionUpdateInput =
  {   /** An update to a condition based on boolean metafield values. */
  metafieldBoolean: CollectionSourceInclusionConditionUpdateMetafieldBooleanInput; metafieldDecimal?: never; metafieldInteger?: never; metafieldMetaobject?: never; metafieldMetaobjectList?: never; metafieldString?: never; metafieldStringList?: never; productCategory?: never; productStatus?: never; productTag?: never; productTitle?: never; productType?: never; productVendor?: never; variantCompareAtPrice?: never; variantInventory?: never; variantPrice?: never; variantTitle?: never; variantWeight?: never; }
  |  { metafieldBoolean?: never;   /** An update to a condition based on decimal metafield values. */
  metafieldDecimal: CollectionSourceInclusionConditionUpdateMetafieldDecimalInput; metafieldInteger?: never; metafieldMetaobject?: never; metafieldMetaobjectList?: never; metafieldString?: never; metafieldStringList?: never; productCategory?: never; productStatus?: never; productTag?: never; productTitle?: never; productType?: never; productVendor?: never; variantCompareAtPrice?: never; variantInventory?: never; variantPrice?: never; variantTitle?: never; variantWeight?: never; }
  |  { metafieldBoolean?: never; metafieldDecimal?: never;   /** An update to a condition based on integer metafield values. */
  metafieldInteger: CollectionSourceInclusionConditionUpdateMetafieldIntegerInput; metafieldMetaobject?: never; metafieldMetaobjectList?: never; metafieldString?: never; metafieldStringList?: never; productCategory?: never; productStatus?: never; productTag?: never; productTitle?: never; productType?: never; productVendor?: never; variantCompareAtPrice?: never; variantInventory?: never; variantPrice?: never; variantTitle?: never; variantWeight?: never; }
  |  { metafieldBoolean?: never; metafieldDecimal?: never; metafieldInteger?: never;   /** An update to a condition based on single metaobject reference metafield values. */
  metafieldMetaobject: CollectionSourceInclusionConditionUpdateMetafieldMetaobjectInput; metafieldMetaobjectList?: never; metafieldString?: never; metafieldStringList?: never; productCategory?: never; productStatus?: never; productTag?: never; productTitle?: never; productType?: never; productVendor?: never; variantCompareAtPrice?: never; variantInventory?: never; variantPrice?: never; variantTitle?: never; variantWeight?: never; }
  |  { metafieldBoolean?: never; metafieldDecimal?: never; metafieldInteger?: never; metafieldMetaobject?: never;   /** An update to a condition based on metaobject list reference metafield values. */
  metafieldMetaobjectList: CollectionSourceInclusionConditionUpdateMetafieldMetaobjectListInput; metafieldString?: never; metafieldStringList?: never; productCategory?: never; productStatus?: never; productTag?: never; productTitle?: never; productType?: never; productVendor?: never; variantCompareAtPrice?: never; variantInventory?: never; variantPrice?: never; variantTitle?: never; variantWeight?: never; }
  |  { metafieldBoolean?: never; metafieldDecimal?: never; metafieldInteger?: never; metafieldMetaobject?: never; metafieldMetaobjectList?: never;   /** An update to a condition based on string metafield values. */
  metafieldString: CollectionSourceInclusionConditionUpdateMetafieldStringInput; metafieldStringList?: never; productCategory?: never; productStatus?: never; productTag?: never; productTitle?: never; productType?: never; productVendor?: never; variantCompareAtPrice?: never; variantInventory?: never; variantPrice?: never; variantTitle?: never; variantWeight?: never; }
  |  { metafieldBoolean?: never; metafieldDecimal?: never; metafieldInteger?: never; metafieldMetaobject?: never; metafieldMetaobjectList?: never; metafieldString?: never;   /** An update to a condition based on string list metafield values. */
  metafieldStringList: CollectionSourceInclusionConditionUpdateMetafieldStringListInput; productCategory?: never; productStatus?: never; productTag?: never; productTitle?: never; productType?: never; productVendor?: never; variantCompareAtPrice?: never; variantInventory?: never; variantPrice?: never; variantTitle?: never; variantWeight?: never; }
  |  { metafieldBoolean?: never; metafieldDecimal?: never; metafieldInteger?: never; metafieldMetaobject?: never; metafieldMetaobjectList?: never; metafieldString?: never; metafieldStringList?: never;   /** An update to a condition based on product categories. */
  productCategory: CollectionSourceInclusionConditionUpdateProductCategoryInput; productStatus?: never; productTag?: never; productTitle?: never; productType?: never; productVendor?: never; variantCompareAtPrice?: never; variantInventory?: never; variantPrice?: never; variantTitle?: never; variantWeight?: never; }
  |  { metafieldBoolean?: never; metafieldDecimal?: never; metafieldInteger?: never; metafieldMetaobject?: never; metafieldMetaobjectList?: never; metafieldString?: never; metafieldStringList?: never; productCategory?: never;   /** An update to a condition based on product status. */
  productStatus: CollectionSourceInclusionConditionUpdateProductStatusInput; productTag?: never; productTitle?: never; productType?: never; productVendor?: never; variantCompareAtPrice?: never; variantInventory?: never; variantPrice?: never; variantTitle?: never; variantWeight?: never; }
  |  { metafieldBoolean?: never; metafieldDecimal?: never; metafieldInteger?: never; metafieldMetaobject?: never; metafieldMetaobjectList?: never; metafieldString?: never; metafieldStringList?: never; productCategory?: never; productStatus?: never;   /** An update to a condition based on product tags. */
  productTag: CollectionSourceInclusionConditionUpdateProductTagInput; productTitle?: never; productType?: never; productVendor?: never; variantCompareAtPrice?: never; variantInventory?: never; variantPrice?: never; variantTitle?: never; variantWeight?: never; }
  |  { metafieldBoolean?: never; metafieldDecimal?: never; metafieldInteger?: never; metafieldMetaobject?: never; metafieldMetaobjectList?: never; metafieldString?: never; metafieldStringList?: never; productCategory?: never; productStatus?: never; productTag?: never;   /** An update to a condition based on product titles. */
  productTitle: CollectionSourceInclusionConditionUpdateProductTitleInput; productType?: never; productVendor?: never; variantCompareAtPrice?: never; variantInventory?: never; variantPrice?: never; variantTitle?: never; variantWeight?: never; }
  |  { metafieldBoolean?: never; metafieldDecimal?: never; metafieldInteger?: never; metafieldMetaobject?: never; metafieldMetaobjectList?: never; metafieldString?: never; metafieldStringList?: never; productCategory?: never; productStatus?: never; productTag?: never; productTitle?: never;   /** An update to a condition based on product types. */
  productType: CollectionSourceInclusionConditionUpdateProductTypeInput; productVendor?: never; variantCompareAtPrice?: never; variantInventory?: never; variantPrice?: never; variantTitle?: never; variantWeight?: never; }
  |  { metafieldBoolean?: never; metafieldDecimal?: never; metafieldInteger?: never; metafieldMetaobject?: never; metafieldMetaobjectList?: never; metafieldString?: never; metafieldStringList?: never; productCategory?: never; productStatus?: never; productTag?: never; productTitle?: never; productType?: never;   /** An update to a condition based on product vendors. */
  productVendor: CollectionSourceInclusionConditionUpdateProductVendorInput; variantCompareAtPrice?: never; variantInventory?: never; variantPrice?: never; variantTitle?: never; variantWeight?: never; }
  |  { metafieldBoolean?: never; metafieldDecimal?: never; metafieldInteger?: never; metafieldMetaobject?: never; metafieldMetaobjectList?: never; metafieldString?: never; metafieldStringList?: never; productCategory?: never; productStatus?: never; productTag?: never; productTitle?: never; productType?: never; productVendor?: never;   /** An update to a condition based on variant compare at prices. */
  variantCompareAtPrice: CollectionSourceInclusionConditionUpdateVariantCompareAtPriceInput; variantInventory?: never; variantPrice?: never; variantTitle?: never; variantWeight?: never; }
  |  { metafieldBoolean?: never; metafieldDecimal?: never; metafieldInteger?: never; metafieldMetaobject?: never; metafieldMetaobjectList?: never; metafieldString?: never; metafieldStringList?: never; productCategory?: never; productStatus?: never; productTag?: never; productTitle?: never; productType?: never; productVendor?: never; variantCompareAtPrice?: never;   /** An update to a condition based on variant inventory quantities. */
  variantInventory: CollectionSourceInclusionConditionUpdateVariantInventoryInput; variantPrice?: never; variantTitle?: never; variantWeight?: never; }
  |  { metafieldBoolean?: never; metafieldDecimal?: never; metafieldInteger?: never; metafieldMetaobject?: never; metafieldMetaobjectList?: never; metafieldString?: never; metafieldStringList?: never; productCategory?: never; productStatus?: never; productTag?: never; productTitle?: never; productType?: never; productVendor?: never; variantCompareAtPrice?: never; variantInventory?: never;   /** An update to a condition based on variant prices. */
  variantPrice: CollectionSourceInclusionConditionUpdateVariantPriceInput; variantTitle?: never; variantWeight?: never; }
  |  { metafieldBoolean?: never; metafieldDecimal?: never; metafieldInteger?: never; metafieldMetaobject?: never; metafieldMetaobjectList?: never; metafieldString?: never; metafieldStringList?: never; productCategory?: never; productStatus?: never; productTag?: never; productTitle?: never; productType?: never; productVendor?: never; variantCompareAtPrice?: never; variantInventory?: never; variantPrice?: never;   /** An update to a condition based on variant titles. */
  variantTitle: CollectionSourceInclusionConditionUpdateVariantTitleInput; variantWeight?: never; }
  |  { metafieldBoolean?: never; metafieldDecimal?: never; metafieldInteger?: never; metafieldMetaobject?: never; metafieldMetaobjectList?: never; metafieldString?: never; metafieldStringList?: never; productCategory?: never; productStatus?: never; productTag?: never; productTitle?: never; productType?: never; productVendor?: never; variantCompareAtPrice?: never; variantInventory?: never; variantPrice?: never; variantTitle?: never;   /** An update to a condition based on variant weights. */
  variantWeight: CollectionSourceInclusionConditionUpdateVariantWeightInput; };

/** The input fields for updating a condition based on boolean metafield values. */
export type CollectionSourceInclusionConditionUpdateMetafieldBooleanInput = {
  /** The ID of the metafield definition. */
  definitionId?: string | null | undefined;
  /** The relationship between the metafield value and the condition value. */
  relation?: CollectionSourceInclusionConditionMetafieldBooleanRelation | null | undefined;
  /** The boolean value to match against. */
  value?: boolean | null | undefined;
};

/** The input fields for updating a condition based on decimal metafield values. */
export type CollectionSourceInclusionConditionUpdateMetafieldDecimalInput = {
  /** The ID of the metafield definition. */
  definitionId?: string | null | undefined;
  /** The relationship between the metafield value and the condition value. */
  relation?: CollectionSourceInclusionConditionMetafieldDecimalRelation | null | undefined;
  /** The decimal value to match against. */
  value?: string | null | undefined;
};

/** The input fields for updating a condition based on integer metafield values. */
export type CollectionSourceInclusionConditionUpdateMetafieldIntegerInput = {
  /** The ID of the metafield definition. */
  definitionId?: string | null | undefined;
  /** The relationship between the metafield value and the condition value. */
  relation?: CollectionSourceInclusionConditionMetafieldIntegerRelation | null | undefined;
  /** The integer value to match against. */
  value?: number | null | undefined;
};

/** The input fields for updating a condition based on single metaobject reference metafield values. */
export type CollectionSourceInclusionConditionUpdateMetafieldMetaobjectInput = {
  /** The ID of the metafield definition. */
  definitionId?: string | null | undefined;
  /** The relationship between the metafield value and the condition value. */
  relation?: CollectionSourceInclusionConditionMetafieldMetaobjectRelation | null | undefined;
  /** The metaobject ID to match against. */
  value?: string | null | undefined;
};

/** The input fields for updating a condition based on metaobject list reference metafield values. */
export type CollectionSourceInclusionConditionUpdateMetafieldMetaobjectListInput = {
  /** The ID of the metafield definition. */
  definitionId?: string | null | undefined;
  /** Whether to match any or all of the values. */
  matchType?: CollectionConditionMatchType | null | undefined;
  /** The relationship between the metafield value and the condition values. */
  relation?: CollectionSourceInclusionConditionMetafieldMetaobjectListRelation | null | undefined;
  /** The metaobject IDs to match against. */
  values?: Array<string> | null | undefined;
};

/** The input fields for updating a condition based on string metafield values. */
export type CollectionSourceInclusionConditionUpdateMetafieldStringInput = {
  /** The ID of the metafield definition. */
  definitionId?: string | null | undefined;
  /** Whether to match any or all of the values. */
  matchType?: CollectionConditionMatchType | null | undefined;
  /** The relationship between the metafield value and the condition values. */
  relation?: CollectionSourceInclusionConditionMetafieldStringRelation | null | undefined;
  /** The string values to match against. */
  values?: Array<string> | null | undefined;
};

/** The input fields for updating a condition based on string list metafield values. */
export type CollectionSourceInclusionConditionUpdateMetafieldStringListInput = {
  /** The ID of the metafield definition. */
  definitionId?: string | null | undefined;
  /** Whether to match any or all of the values. */
  matchType?: CollectionConditionMatchType | null | undefined;
  /** The relationship between the metafield value and the condition values. */
  relation?: CollectionSourceInclusionConditionMetafieldStringListRelation | null | undefined;
  /** The string values to match against. */
  values?: Array<string> | null | undefined;
};

/** The input fields for updating a condition based on product categories. */
export type CollectionSourceInclusionConditionUpdateProductCategoryInput = {
  /** Whether to match any or all of the values. */
  matchType?: CollectionConditionMatchType | null | undefined;
  /** The relationship between the product category and the condition values. */
  relation?: CollectionSourceInclusionConditionProductCategoryRelation | null | undefined;
  /** The product category values to match against. */
  values?: Array<CollectionSourceInclusionConditionProductCategoryValueInput> | null | undefined;
};

/** The input fields for updating a condition based on product status. */
export type CollectionSourceInclusionConditionUpdateProductStatusInput = {
  /** Whether to match any or all of the values. */
  matchType?: CollectionConditionMatchType | null | undefined;
  /** The relationship between the product status and the condition values. */
  relation?: CollectionSourceInclusionConditionProductStatusRelation | null | undefined;
  /** The product status values to match against. */
  values?: Array<ProductStatus> | null | undefined;
};

/** The input fields for updating a condition based on product tags. */
export type CollectionSourceInclusionConditionUpdateProductTagInput = {
  /** Whether to match any or all of the values. */
  matchType?: CollectionConditionMatchType | null | undefined;
  /** The relationship between the product tag and the condition values. */
  relation?: CollectionSourceInclusionConditionProductTagRelation | null | undefined;
  /** The tag values to match against. */
  values?: Array<string> | null | undefined;
};

/** The input fields for updating a condition based on product titles. */
export type CollectionSourceInclusionConditionUpdateProductTitleInput = {
  /** Whether to match any or all of the values. */
  matchType?: CollectionConditionMatchType | null | undefined;
  /** The relationship between the product title and the condition values. */
  relation?: CollectionSourceInclusionConditionProductTitleRelation | null | undefined;
  /** The title values to match against. */
  values?: Array<string> | null | undefined;
};

/** The input fields for updating a condition based on product types. */
export type CollectionSourceInclusionConditionUpdateProductTypeInput = {
  /** Whether to match any or all of the values. */
  matchType?: CollectionConditionMatchType | null | undefined;
  /** The relationship between the product type and the condition values. */
  relation?: CollectionSourceInclusionConditionProductTypeRelation | null | undefined;
  /** The product type values to match against. */
  values?: Array<string> | null | undefined;
};

/** The input fields for updating a condition based on product vendors. */
export type CollectionSourceInclusionConditionUpdateProductVendorInput = {
  /** Whether to match any or all of the values. */
  matchType?: CollectionConditionMatchType | null | undefined;
  /** The relationship between the product vendor and the condition values. */
  relation?: CollectionSourceInclusionConditionProductVendorRelation | null | undefined;
  /** The product vendor values to match against. */
  values?: Array<string> | null | undefined;
};

/** The input fields for updating a condition based on variant compare at prices. */
export type CollectionSourceInclusionConditionUpdateVariantCompareAtPriceInput = {
  /** The relationship between the variant compare at price and the condition value. */
  relation?: CollectionSourceInclusionConditionVariantCompareAtPriceRelation | null | undefined;
  /** The variant compare at price to match against. Required for numeric relations and must be absent for IS_SET or IS_NOT_SET. */
  value?: MoneyInput | null | undefined;
};

/** The input fields for updating a condition based on variant inventory quantities. */
export type CollectionSourceInclusionConditionUpdateVariantInventoryInput = {
  /** The relationship between the variant inventory and the condition value. */
  relation?: CollectionSourceInclusionConditionVariantInventoryRelation | null | undefined;
  /** The variant inventory quantity to match against. */
  value?: number | null | undefined;
};

/** The input fields for updating a condition based on variant prices. */
export type CollectionSourceInclusionConditionUpdateVariantPriceInput = {
  /** The relationship between the variant price and the condition value. */
  relation?: CollectionSourceInclusionConditionVariantPriceRelation | null | undefined;
  /** The variant price to match against. */
  value?: MoneyInput | null | undefined;
};

/** The input fields for updating a condition based on variant titles. */
export type CollectionSourceInclusionConditionUpdateVariantTitleInput = {
  /** Whether to match any or all of the values. */
  matchType?: CollectionConditionMatchType | null | undefined;
  /** The relationship between the variant title and the condition values. */
  relation?: CollectionSourceInclusionConditionVariantTitleRelation | null | undefined;
  /** The variant title values to match against. */
  values?: Array<string> | null | undefined;
};

/** The input fields for updating a condition based on variant weights. */
export type CollectionSourceInclusionConditionUpdateVariantWeightInput = {
  /** The relationship between the variant weight and the condition value. */
  relation?: CollectionSourceInclusionConditionVariantWeightRelation | null | undefined;
  /** The variant weight to match against. */
  value?: WeightInput | null | undefined;
};

/** The input fields for a condition based on variant compare at prices. */
export type CollectionSourceInclusionConditionVariantCompareAtPriceInput = {
  /** The relationship between the variant compare at price and the condition value. */
  relation: CollectionSourceInclusionConditionVariantCompareAtPriceRelation;
  /** The variant compare at price to match against. Required for numeric relations and must be absent for IS_SET or IS_NOT_SET. */
  value?: MoneyInput | null | undefined;
};

/** The relation for comparing variant compare at prices. */
export type CollectionSourceInclusionConditionVariantCompareAtPriceRelation =
  /** The variant compare at price equals the specified value. */
  | 'EQUALS'
  /** The variant compare at price is greater than the specified value. */
  | 'GREATER_THAN'
  /** The variant does not have a compare at price set. */
  | 'IS_NOT_SET'
  /** The variant has a compare at price set (indicating a price reduction). */
  | 'IS_SET'
  /** The variant compare at price is less than the specified value. */
  | 'LESS_THAN'
  /** The variant compare at price does not equal the specified value. */
  | 'NOT_EQUALS';

/** The input fields for a condition based on variant inventory quantities. */
export type CollectionSourceInclusionConditionVariantInventoryInput = {
  /** The relationship between the variant inventory and the condition value. */
  relation: CollectionSourceInclusionConditionVariantInventoryRelation;
  /** The variant inventory quantity to match against. */
  value: number;
};

/** The relation for comparing variant inventory quantities. */
export type CollectionSourceInclusionConditionVariantInventoryRelation =
  /** The variant inventory equals the specified value. */
  | 'EQUALS'
  /** The variant inventory is greater than the specified value. */
  | 'GREATER_THAN'
  /** The variant inventory is less than the specified value. */
  | 'LESS_THAN';

/** The input fields for a condition based on variant prices. */
export type CollectionSourceInclusionConditionVariantPriceInput = {
  /** The relationship between the variant price and the condition value. */
  relation: CollectionSourceInclusionConditionVariantPriceRelation;
  /** The variant price to match against. */
  value: MoneyInput;
};

/** The relation for comparing variant prices. */
export type CollectionSourceInclusionConditionVariantPriceRelation =
  /** The variant price equals the specified value. */
  | 'EQUALS'
  /** The variant price is greater than the specified value. */
  | 'GREATER_THAN'
  /** The variant price is less than the specified value. */
  | 'LESS_THAN'
  /** The variant price does not equal the specified value. */
  | 'NOT_EQUALS';

/** The input fields for a condition based on variant titles. */
export type CollectionSourceInclusionConditionVariantTitleInput = {
  /** Whether to match any or all of the values. */
  matchType: CollectionConditionMatchType;
  /** The relationship between the variant title and the condition values. */
  relation: CollectionSourceInclusionConditionVariantTitleRelation;
  /** The variant title values to match against. */
  values: Array<string>;
};

/** The relation for comparing variant titles. */
export type CollectionSourceInclusionConditionVariantTitleRelation =
  /** The variant title contains the specified value. */
  | 'CONTAINS'
  /** The variant title does not contain the specified value. */
  | 'DOES_NOT_CONTAIN'
  /** The variant title ends with the specified value. */
  | 'ENDS_WITH'
  /** The variant title equals the specified value. */
  | 'EQUALS'
  /** The variant title does not equal the specified value. */
  | 'NOT_EQUALS'
  /** The variant title starts with the specified value. */
  | 'STARTS_WITH';

/** The input fields for a condition based on variant weights. */
export type CollectionSourceInclusionConditionVariantWeightInput = {
  /** The relationship between the variant weight and the condition value. */
  relation: CollectionSourceInclusionConditionVariantWeightRelation;
  /** The variant weight to match against. */
  value: WeightInput;
};

/** The relation for comparing variant weights. */
export type CollectionSourceInclusionConditionVariantWeightRelation =
  /** The variant weight equals the specified value. */
  | 'EQUALS'
  /** The variant weight is greater than the specified value. */
  | 'GREATER_THAN'
  /** The variant weight is less than the specified value. */
  | 'LESS_THAN'
  /** The variant weight does not equal the specified value. */
  | 'NOT_EQUALS';

/** Conditions that target variants cause either the entire product to be included when satisfied or only the matching variants. */
export type CollectionSourceTargetType =
  /** The entire product is included if any variant satisfies the conditions. */
  | 'PRODUCTS'
  /** Individual variants are included if they satisfy the conditions. */
  | 'VARIANTS';

/** The input fields for updating a shareable collection source. */
export type CollectionUpdateConditionsSourceInput = {
  /** An optional description of the source. */
  description?: string | null | undefined;
  /** The exclusion rules for the source. */
  exclusion?: CollectionUpdateSourceExclusionInput | null | undefined;
  /** The ID of the source to update. */
  id: string;
  /** The inclusion rules for the source. */
  inclusion?: CollectionUpdateSourceInclusionInput | null | undefined;
  /** The title of the source. */
  title?: string | null | undefined;
};

/** The input fields required to update a collection. */
export type CollectionUpdateInput = {
  /** The description of the collection, in HTML format. */
  descriptionHtml?: string | null | undefined;
  /** A unique human-friendly string for the collection. Automatically generated from the collection's title. */
  handle?: string | null | undefined;
  /** Specifies the collection to update. */
  id?: string | null | undefined;
  /** The image associated with the collection. */
  image?: ImageInput | null | undefined;
  /** The metafields to associate with the collection. */
  metafields?: Array<MetafieldInput> | null | undefined;
  /**
   * Indicates whether a redirect is required after a new handle has been provided.
   * If true, then the old handle is redirected to the new one automatically.
   */
  redirectNewHandle?: boolean | null | undefined;
  /** SEO information for the collection. */
  seo?: SeoInput | null | undefined;
  /** The order in which the collection's products are sorted. */
  sortOrder?: CollectionSortOrder | null | undefined;
  /** The sources to create for the collection. */
  sourcesToCreate?: Array<CollectionCreateSourceTargetInput> | null | undefined;
  /** The IDs of the sources to delete from the collection. */
  sourcesToDelete?: Array<string> | null | undefined;
  /** The sources to update for the collection. */
  sourcesToUpdate?: Array<CollectionUpdateSourceTargetInput> | null | undefined;
  /** The theme template used when viewing the collection in a store. */
  templateSuffix?: string | null | undefined;
  /** The title of the collection. */
  title?: string | null | undefined;
};

/** The input fields for updating an exclusion condition in a collection source. */
export type CollectionUpdateSourceExclusionConditionInput = {
  /** The updated exclusion condition. */
  condition: CollectionSourceExclusionConditionUpdateInput;
  /** The ID of the exclusion condition to update. */
  id: string;
};

/** The input fields for updating exclusion rules for a collection source. */
export type CollectionUpdateSourceExclusionInput = {
  /** The exclusion conditions to create for the source. */
  conditionsToCreate?: Array<CollectionSourceExclusionConditionInput> | null | undefined;
  /** The IDs of the exclusion conditions to delete from the source. */
  conditionsToDelete?: Array<string> | null | undefined;
  /** The exclusion conditions to update for the source. */
  conditionsToUpdate?: Array<CollectionUpdateSourceExclusionConditionInput> | null | undefined;
  /** Whether products must match all or any of the conditions to be excluded. */
  matchType?: CollectionConditionMatchType | null | undefined;
  /** The product selections to add to the source. */
  selectionsToAdd?: Array<CollectionExclusionProductSelectionInput> | null | undefined;
  /** The product selections to remove from the source. */
  selectionsToRemove?: Array<CollectionExclusionProductSelectionInput> | null | undefined;
};

/** The input fields for updating a condition in a collection source. */
export type CollectionUpdateSourceInclusionConditionInput = {
  /** The updated condition. */
  condition: CollectionSourceInclusionConditionUpdateInput;
  /** The ID of the condition to update. */
  id: string;
};

/** The input fields for updating inclusion rules for a collection source. */
export type CollectionUpdateSourceInclusionInput = {
  /** The conditions to create for the source. */
  conditionsToCreate?: Array<CollectionSourceInclusionConditionInput> | null | undefined;
  /** The IDs of the conditions to delete from the source. */
  conditionsToDelete?: Array<string> | null | undefined;
  /** The conditions to update for the source. */
  conditionsToUpdate?: Array<CollectionUpdateSourceInclusionConditionInput> | null | undefined;
  /** Whether products must match all or any of the conditions. */
  matchType?: CollectionConditionMatchType | null | undefined;
  /** The product selections to add to the source. */
  selectionsToAdd?: Array<CollectionInclusionProductSelectionInput> | null | undefined;
  /**
   * The product selections to remove from the source. For sources that target
   * variants, omitting variant IDs will remove all for the product.
   */
  selectionsToRemove?: Array<CollectionInclusionProductSelectionInput> | null | undefined;
};

/** The input fields for updating a collection source - provide the one field that represents the type of source to update. */
export type CollectionUpdateSourceTargetInput =
  {   /** An update to a shareable conditions-based source. */
  condition: CollectionUpdateConditionsSourceInput; subCollections?: never; }
  |  { condition?: never;   /** An update to a sub-collection source whose membership comes from one or more referenced collections. */
  subCollections: CollectionUpdateSubCollectionsSourceInput; };

/**
 * The input fields for updating a sub-collection source — a source whose
 * membership comes from one or more referenced collections.
 */
export type CollectionUpdateSubCollectionsSourceInput = {
  /**
   * The global IDs of the sub-collections whose products supply this source. When
   * provided, it replaces the source's current referenced collections.
   */
  collectionIds?: Array<string> | null | undefined;
  /** An optional description of the source. */
  description?: string | null | undefined;
  /** The ID of the source to update. */
  id: string;
  /** The title of the source. */
  title?: string | null | undefined;
};

/** The role of the combined listing. */
export type CombinedListingsRole =
  /** The product is the child of a combined listing. */
  | 'CHILD'
  /** The product is the parent of a combined listing. */
  | 'PARENT';

/**
 * The code designating a country/region, which generally follows ISO 3166-1 alpha-2 guidelines.
 * If a territory doesn't have a country code value in the `CountryCode` enum, then it might be considered a subdivision
 * of another country. For example, the territories associated with Spain are represented by the country code `ES`,
 * and the territories associated with the United States of America are represented by the country code `US`.
 */
export type CountryCode =
  /** Ascension Island. */
  | 'AC'
  /** Andorra. */
  | 'AD'
  /** United Arab Emirates. */
  | 'AE'
  /** Afghanistan. */
  | 'AF'
  /** Antigua & Barbuda. */
  | 'AG'
  /** Anguilla. */
  | 'AI'
  /** Albania. */
  | 'AL'
  /** Armenia. */
  | 'AM'
  /** Netherlands Antilles. */
  | 'AN'
  /** Angola. */
  | 'AO'
  /** Argentina. */
  | 'AR'
  /** Austria. */
  | 'AT'
  /** Australia. */
  | 'AU'
  /** Aruba. */
  | 'AW'
  /** Åland Islands. */
  | 'AX'
  /** Azerbaijan. */
  | 'AZ'
  /** Bosnia & Herzegovina. */
  | 'BA'
  /** Barbados. */
  | 'BB'
  /** Bangladesh. */
  | 'BD'
  /** Belgium. */
  | 'BE'
  /** Burkina Faso. */
  | 'BF'
  /** Bulgaria. */
  | 'BG'
  /** Bahrain. */
  | 'BH'
  /** Burundi. */
  | 'BI'
  /** Benin. */
  | 'BJ'
  /** St. Barthélemy. */
  | 'BL'
  /** Bermuda. */
  | 'BM'
  /** Brunei. */
  | 'BN'
  /** Bolivia. */
  | 'BO'
  /** Caribbean Netherlands. */
  | 'BQ'
  /** Brazil. */
  | 'BR'
  /** Bahamas. */
  | 'BS'
  /** Bhutan. */
  | 'BT'
  /** Bouvet Island. */
  | 'BV'
  /** Botswana. */
  | 'BW'
  /** Belarus. */
  | 'BY'
  /** Belize. */
  | 'BZ'
  /** Canada. */
  | 'CA'
  /** Cocos (Keeling) Islands. */
  | 'CC'
  /** Congo - Kinshasa. */
  | 'CD'
  /** Central African Republic. */
  | 'CF'
  /** Congo - Brazzaville. */
  | 'CG'
  /** Switzerland. */
  | 'CH'
  /** Côte d’Ivoire. */
  | 'CI'
  /** Cook Islands. */
  | 'CK'
  /** Chile. */
  | 'CL'
  /** Cameroon. */
  | 'CM'
  /** China. */
  | 'CN'
  /** Colombia. */
  | 'CO'
  /** Costa Rica. */
  | 'CR'
  /** Cuba. */
  | 'CU'
  /** Cape Verde. */
  | 'CV'
  /** Curaçao. */
  | 'CW'
  /** Christmas Island. */
  | 'CX'
  /** Cyprus. */
  | 'CY'
  /** Czechia. */
  | 'CZ'
  /** Germany. */
  | 'DE'
  /** Djibouti. */
  | 'DJ'
  /** Denmark. */
  | 'DK'
  /** Dominica. */
  | 'DM'
  /** Dominican Republic. */
  | 'DO'
  /** Algeria. */
  | 'DZ'
  /** Ecuador. */
  | 'EC'
  /** Estonia. */
  | 'EE'
  /** Egypt. */
  | 'EG'
  /** Western Sahara. */
  | 'EH'
  /** Eritrea. */
  | 'ER'
  /** Spain. */
  | 'ES'
  /** Ethiopia. */
  | 'ET'
  /** Finland. */
  | 'FI'
  /** Fiji. */
  | 'FJ'
  /** Falkland Islands. */
  | 'FK'
  /** Faroe Islands. */
  | 'FO'
  /** France. */
  | 'FR'
  /** Gabon. */
  | 'GA'
  /** United Kingdom. */
  | 'GB'
  /** Grenada. */
  | 'GD'
  /** Georgia. */
  | 'GE'
  /** French Guiana. */
  | 'GF'
  /** Guernsey. */
  | 'GG'
  /** Ghana. */
  | 'GH'
  /** Gibraltar. */
  | 'GI'
  /** Greenland. */
  | 'GL'
  /** Gambia. */
  | 'GM'
  /** Guinea. */
  | 'GN'
  /** Guadeloupe. */
  | 'GP'
  /** Equatorial Guinea. */
  | 'GQ'
  /** Greece. */
  | 'GR'
  /** South Georgia & South Sandwich Islands. */
  | 'GS'
  /** Guatemala. */
  | 'GT'
  /** Guinea-Bissau. */
  | 'GW'
  /** Guyana. */
  | 'GY'
  /** Hong Kong SAR. */
  | 'HK'
  /** Heard & McDonald Islands. */
  | 'HM'
  /** Honduras. */
  | 'HN'
  /** Croatia. */
  | 'HR'
  /** Haiti. */
  | 'HT'
  /** Hungary. */
  | 'HU'
  /** Indonesia. */
  | 'ID'
  /** Ireland. */
  | 'IE'
  /** Israel. */
  | 'IL'
  /** Isle of Man. */
  | 'IM'
  /** India. */
  | 'IN'
  /** British Indian Ocean Territory. */
  | 'IO'
  /** Iraq. */
  | 'IQ'
  /** Iran. */
  | 'IR'
  /** Iceland. */
  | 'IS'
  /** Italy. */
  | 'IT'
  /** Jersey. */
  | 'JE'
  /** Jamaica. */
  | 'JM'
  /** Jordan. */
  | 'JO'
  /** Japan. */
  | 'JP'
  /** Kenya. */
  | 'KE'
  /** Kyrgyzstan. */
  | 'KG'
  /** Cambodia. */
  | 'KH'
  /** Kiribati. */
  | 'KI'
  /** Comoros. */
  | 'KM'
  /** St. Kitts & Nevis. */
  | 'KN'
  /** North Korea. */
  | 'KP'
  /** South Korea. */
  | 'KR'
  /** Kuwait. */
  | 'KW'
  /** Cayman Islands. */
  | 'KY'
  /** Kazakhstan. */
  | 'KZ'
  /** Laos. */
  | 'LA'
  /** Lebanon. */
  | 'LB'
  /** St. Lucia. */
  | 'LC'
  /** Liechtenstein. */
  | 'LI'
  /** Sri Lanka. */
  | 'LK'
  /** Liberia. */
  | 'LR'
  /** Lesotho. */
  | 'LS'
  /** Lithuania. */
  | 'LT'
  /** Luxembourg. */
  | 'LU'
  /** Latvia. */
  | 'LV'
  /** Libya. */
  | 'LY'
  /** Morocco. */
  | 'MA'
  /** Monaco. */
  | 'MC'
  /** Moldova. */
  | 'MD'
  /** Montenegro. */
  | 'ME'
  /** St. Martin. */
  | 'MF'
  /** Madagascar. */
  | 'MG'
  /** North Macedonia. */
  | 'MK'
  /** Mali. */
  | 'ML'
  /** Myanmar (Burma). */
  | 'MM'
  /** Mongolia. */
  | 'MN'
  /** Macao SAR. */
  | 'MO'
  /** Martinique. */
  | 'MQ'
  /** Mauritania. */
  | 'MR'
  /** Montserrat. */
  | 'MS'
  /** Malta. */
  | 'MT'
  /** Mauritius. */
  | 'MU'
  /** Maldives. */
  | 'MV'
  /** Malawi. */
  | 'MW'
  /** Mexico. */
  | 'MX'
  /** Malaysia. */
  | 'MY'
  /** Mozambique. */
  | 'MZ'
  /** Namibia. */
  | 'NA'
  /** New Caledonia. */
  | 'NC'
  /** Niger. */
  | 'NE'
  /** Norfolk Island. */
  | 'NF'
  /** Nigeria. */
  | 'NG'
  /** Nicaragua. */
  | 'NI'
  /** Netherlands. */
  | 'NL'
  /** Norway. */
  | 'NO'
  /** Nepal. */
  | 'NP'
  /** Nauru. */
  | 'NR'
  /** Niue. */
  | 'NU'
  /** New Zealand. */
  | 'NZ'
  /** Oman. */
  | 'OM'
  /** Panama. */
  | 'PA'
  /** Peru. */
  | 'PE'
  /** French Polynesia. */
  | 'PF'
  /** Papua New Guinea. */
  | 'PG'
  /** Philippines. */
  | 'PH'
  /** Pakistan. */
  | 'PK'
  /** Poland. */
  | 'PL'
  /** St. Pierre & Miquelon. */
  | 'PM'
  /** Pitcairn Islands. */
  | 'PN'
  /** Palestinian Territories. */
  | 'PS'
  /** Portugal. */
  | 'PT'
  /** Paraguay. */
  | 'PY'
  /** Qatar. */
  | 'QA'
  /** Réunion. */
  | 'RE'
  /** Romania. */
  | 'RO'
  /** Serbia. */
  | 'RS'
  /** Russia. */
  | 'RU'
  /** Rwanda. */
  | 'RW'
  /** Saudi Arabia. */
  | 'SA'
  /** Solomon Islands. */
  | 'SB'
  /** Seychelles. */
  | 'SC'
  /** Sudan. */
  | 'SD'
  /** Sweden. */
  | 'SE'
  /** Singapore. */
  | 'SG'
  /** St. Helena. */
  | 'SH'
  /** Slovenia. */
  | 'SI'
  /** Svalbard & Jan Mayen. */
  | 'SJ'
  /** Slovakia. */
  | 'SK'
  /** Sierra Leone. */
  | 'SL'
  /** San Marino. */
  | 'SM'
  /** Senegal. */
  | 'SN'
  /** Somalia. */
  | 'SO'
  /** Suriname. */
  | 'SR'
  /** South Sudan. */
  | 'SS'
  /** São Tomé & Príncipe. */
  | 'ST'
  /** El Salvador. */
  | 'SV'
  /** Sint Maarten. */
  | 'SX'
  /** Syria. */
  | 'SY'
  /** Eswatini. */
  | 'SZ'
  /** Tristan da Cunha. */
  | 'TA'
  /** Turks & Caicos Islands. */
  | 'TC'
  /** Chad. */
  | 'TD'
  /** French Southern Territories. */
  | 'TF'
  /** Togo. */
  | 'TG'
  /** Thailand. */
  | 'TH'
  /** Tajikistan. */
  | 'TJ'
  /** Tokelau. */
  | 'TK'
  /** Timor-Leste. */
  | 'TL'
  /** Turkmenistan. */
  | 'TM'
  /** Tunisia. */
  | 'TN'
  /** Tonga. */
  | 'TO'
  /** Türkiye. */
  | 'TR'
  /** Trinidad & Tobago. */
  | 'TT'
  /** Tuvalu. */
  | 'TV'
  /** Taiwan. */
  | 'TW'
  /** Tanzania. */
  | 'TZ'
  /** Ukraine. */
  | 'UA'
  /** Uganda. */
  | 'UG'
  /** U.S. Outlying Islands. */
  | 'UM'
  /** United States. */
  | 'US'
  /** Uruguay. */
  | 'UY'
  /** Uzbekistan. */
  | 'UZ'
  /** Vatican City. */
  | 'VA'
  /** St. Vincent & Grenadines. */
  | 'VC'
  /** Venezuela. */
  | 'VE'
  /** British Virgin Islands. */
  | 'VG'
  /** Vietnam. */
  | 'VN'
  /** Vanuatu. */
  | 'VU'
  /** Wallis & Futuna. */
  | 'WF'
  /** Samoa. */
  | 'WS'
  /** Kosovo. */
  | 'XK'
  /** Yemen. */
  | 'YE'
  /** Mayotte. */
  | 'YT'
  /** South Africa. */
  | 'ZA'
  /** Zambia. */
  | 'ZM'
  /** Zimbabwe. */
  | 'ZW'
  /** Unknown Region. */
  | 'ZZ';

/** The input fields required to specify a harmonized system code. */
export type CountryHarmonizedSystemCodeInput = {
  /**
   * The ISO 3166-1 alpha-2 country code for the country that issued the specified
   * harmonized system code. Represents global harmonized system code when set to null.
   */
  countryCode?: CountryCode | null | undefined;
  /** Country specific harmonized system code. */
  harmonizedSystemCode: string;
};

/**
 * The currency codes that represent the world currencies throughout the Admin API. Currency codes include
 * [standard ISO 4217 codes](https://en.wikipedia.org/wiki/ISO_4217), legacy codes, non-standard codes,
 * digital currency codes.
 */
export type CurrencyCode =
  /** United Arab Emirates Dirham (AED). */
  | 'AED'
  /** Afghan Afghani (AFN). */
  | 'AFN'
  /** Albanian Lek (ALL). */
  | 'ALL'
  /** Armenian Dram (AMD). */
  | 'AMD'
  /** Netherlands Antillean Guilder. */
  | 'ANG'
  /** Angolan Kwanza (AOA). */
  | 'AOA'
  /** Argentine Pesos (ARS). */
  | 'ARS'
  /** Australian Dollars (AUD). */
  | 'AUD'
  /** Aruban Florin (AWG). */
  | 'AWG'
  /** Azerbaijani Manat (AZN). */
  | 'AZN'
  /** Bosnia and Herzegovina Convertible Mark (BAM). */
  | 'BAM'
  /** Barbadian Dollar (BBD). */
  | 'BBD'
  /** Bangladesh Taka (BDT). */
  | 'BDT'
  /** Bulgarian Lev (BGN). */
  | 'BGN'
  /** Bahraini Dinar (BHD). */
  | 'BHD'
  /** Burundian Franc (BIF). */
  | 'BIF'
  /** Bermudian Dollar (BMD). */
  | 'BMD'
  /** Brunei Dollar (BND). */
  | 'BND'
  /** Bolivian Boliviano (BOB). */
  | 'BOB'
  /** Brazilian Real (BRL). */
  | 'BRL'
  /** Bahamian Dollar (BSD). */
  | 'BSD'
  /** Bhutanese Ngultrum (BTN). */
  | 'BTN'
  /** Botswana Pula (BWP). */
  | 'BWP'
  /** Belarusian Ruble (BYN). */
  | 'BYN'
  /** Belarusian Ruble (BYR). */
  | 'BYR'
  /** Belize Dollar (BZD). */
  | 'BZD'
  /** Canadian Dollars (CAD). */
  | 'CAD'
  /** Congolese franc (CDF). */
  | 'CDF'
  /** Swiss Francs (CHF). */
  | 'CHF'
  /** Chilean Peso (CLP). */
  | 'CLP'
  /** Chinese Yuan Renminbi (CNY). */
  | 'CNY'
  /** Colombian Peso (COP). */
  | 'COP'
  /** Costa Rican Colones (CRC). */
  | 'CRC'
  /** Cape Verdean escudo (CVE). */
  | 'CVE'
  /** Czech Koruny (CZK). */
  | 'CZK'
  /** Djiboutian Franc (DJF). */
  | 'DJF'
  /** Danish Kroner (DKK). */
  | 'DKK'
  /** Dominican Peso (DOP). */
  | 'DOP'
  /** Algerian Dinar (DZD). */
  | 'DZD'
  /** Egyptian Pound (EGP). */
  | 'EGP'
  /** Eritrean Nakfa (ERN). */
  | 'ERN'
  /** Ethiopian Birr (ETB). */
  | 'ETB'
  /** Euro (EUR). */
  | 'EUR'
  /** Fijian Dollars (FJD). */
  | 'FJD'
  /** Falkland Islands Pounds (FKP). */
  | 'FKP'
  /** United Kingdom Pounds (GBP). */
  | 'GBP'
  /** Georgian Lari (GEL). */
  | 'GEL'
  /** Ghanaian Cedi (GHS). */
  | 'GHS'
  /** Gibraltar Pounds (GIP). */
  | 'GIP'
  /** Gambian Dalasi (GMD). */
  | 'GMD'
  /** Guinean Franc (GNF). */
  | 'GNF'
  /** Guatemalan Quetzal (GTQ). */
  | 'GTQ'
  /** Guyanese Dollar (GYD). */
  | 'GYD'
  /** Hong Kong Dollars (HKD). */
  | 'HKD'
  /** Honduran Lempira (HNL). */
  | 'HNL'
  /** Croatian Kuna (HRK). */
  | 'HRK'
  /** Haitian Gourde (HTG). */
  | 'HTG'
  /** Hungarian Forint (HUF). */
  | 'HUF'
  /** Indonesian Rupiah (IDR). */
  | 'IDR'
  /** Israeli New Shekel (NIS). */
  | 'ILS'
  /** Indian Rupees (INR). */
  | 'INR'
  /** Iraqi Dinar (IQD). */
  | 'IQD'
  /** Iranian Rial (IRR). */
  | 'IRR'
  /** Icelandic Kronur (ISK). */
  | 'ISK'
  /** Jersey Pound. */
  | 'JEP'
  /** Jamaican Dollars (JMD). */
  | 'JMD'
  /** Jordanian Dinar (JOD). */
  | 'JOD'
  /** Japanese Yen (JPY). */
  | 'JPY'
  /** Kenyan Shilling (KES). */
  | 'KES'
  /** Kyrgyzstani Som (KGS). */
  | 'KGS'
  /** Cambodian Riel. */
  | 'KHR'
  /** Kiribati Dollar (KID). */
  | 'KID'
  /** Comorian Franc (KMF). */
  | 'KMF'
  /** South Korean Won (KRW). */
  | 'KRW'
  /** Kuwaiti Dinar (KWD). */
  | 'KWD'
  /** Cayman Dollars (KYD). */
  | 'KYD'
  /** Kazakhstani Tenge (KZT). */
  | 'KZT'
  /** Laotian Kip (LAK). */
  | 'LAK'
  /** Lebanese Pounds (LBP). */
  | 'LBP'
  /** Sri Lankan Rupees (LKR). */
  | 'LKR'
  /** Liberian Dollar (LRD). */
  | 'LRD'
  /** Lesotho Loti (LSL). */
  | 'LSL'
  /** Lithuanian Litai (LTL). */
  | 'LTL'
  /** Latvian Lati (LVL). */
  | 'LVL'
  /** Libyan Dinar (LYD). */
  | 'LYD'
  /** Moroccan Dirham. */
  | 'MAD'
  /** Moldovan Leu (MDL). */
  | 'MDL'
  /** Malagasy Ariary (MGA). */
  | 'MGA'
  /** Macedonia Denar (MKD). */
  | 'MKD'
  /** Burmese Kyat (MMK). */
  | 'MMK'
  /** Mongolian Tugrik. */
  | 'MNT'
  /** Macanese Pataca (MOP). */
  | 'MOP'
  /** Mauritanian Ouguiya (MRU). */
  | 'MRU'
  /** Mauritian Rupee (MUR). */
  | 'MUR'
  /** Maldivian Rufiyaa (MVR). */
  | 'MVR'
  /** Malawian Kwacha (MWK). */
  | 'MWK'
  /** Mexican Pesos (MXN). */
  | 'MXN'
  /** Malaysian Ringgits (MYR). */
  | 'MYR'
  /** Mozambican Metical. */
  | 'MZN'
  /** Namibian Dollar. */
  | 'NAD'
  /** Nigerian Naira (NGN). */
  | 'NGN'
  /** Nicaraguan Córdoba (NIO). */
  | 'NIO'
  /** Norwegian Kroner (NOK). */
  | 'NOK'
  /** Nepalese Rupee (NPR). */
  | 'NPR'
  /** New Zealand Dollars (NZD). */
  | 'NZD'
  /** Omani Rial (OMR). */
  | 'OMR'
  /** Panamian Balboa (PAB). */
  | 'PAB'
  /** Peruvian Nuevo Sol (PEN). */
  | 'PEN'
  /** Papua New Guinean Kina (PGK). */
  | 'PGK'
  /** Philippine Peso (PHP). */
  | 'PHP'
  /** Pakistani Rupee (PKR). */
  | 'PKR'
  /** Polish Zlotych (PLN). */
  | 'PLN'
  /** Paraguayan Guarani (PYG). */
  | 'PYG'
  /** Qatari Rial (QAR). */
  | 'QAR'
  /** Romanian Lei (RON). */
  | 'RON'
  /** Serbian dinar (RSD). */
  | 'RSD'
  /** Russian Rubles (RUB). */
  | 'RUB'
  /** Rwandan Franc (RWF). */
  | 'RWF'
  /** Saudi Riyal (SAR). */
  | 'SAR'
  /** Solomon Islands Dollar (SBD). */
  | 'SBD'
  /** Seychellois Rupee (SCR). */
  | 'SCR'
  /** Sudanese Pound (SDG). */
  | 'SDG'
  /** Swedish Kronor (SEK). */
  | 'SEK'
  /** Singapore Dollars (SGD). */
  | 'SGD'
  /** Saint Helena Pounds (SHP). */
  | 'SHP'
  /** Sierra Leonean Leone (SLL). */
  | 'SLL'
  /** Somali Shilling (SOS). */
  | 'SOS'
  /** Surinamese Dollar (SRD). */
  | 'SRD'
  /** South Sudanese Pound (SSP). */
  | 'SSP'
  /** Sao Tome And Principe Dobra (STD). */
  | 'STD'
  /** Sao Tome And Principe Dobra (STN). */
  | 'STN'
  /** Syrian Pound (SYP). */
  | 'SYP'
  /** Swazi Lilangeni (SZL). */
  | 'SZL'
  /** Thai baht (THB). */
  | 'THB'
  /** Tajikistani Somoni (TJS). */
  | 'TJS'
  /** Turkmenistani Manat (TMT). */
  | 'TMT'
  /** Tunisian Dinar (TND). */
  | 'TND'
  /** Tongan Pa'anga (TOP). */
  | 'TOP'
  /** Turkish Lira (TRY). */
  | 'TRY'
  /** Trinidad and Tobago Dollars (TTD). */
  | 'TTD'
  /** Taiwan Dollars (TWD). */
  | 'TWD'
  /** Tanzanian Shilling (TZS). */
  | 'TZS'
  /** Ukrainian Hryvnia (UAH). */
  | 'UAH'
  /** Ugandan Shilling (UGX). */
  | 'UGX'
  /** United States Dollars (USD). */
  | 'USD'
  /** United States Dollars Coin (USDC). */
  | 'USDC'
  /** Uruguayan Pesos (UYU). */
  | 'UYU'
  /** Uzbekistan som (UZS). */
  | 'UZS'
  /** Venezuelan Bolivares (VED). */
  | 'VED'
  /** Venezuelan Bolivares (VEF). */
  | 'VEF'
  /** Venezuelan Bolivares Soberanos (VES). */
  | 'VES'
  /** Vietnamese đồng (VND). */
  | 'VND'
  /** Vanuatu Vatu (VUV). */
  | 'VUV'
  /** Samoan Tala (WST). */
  | 'WST'
  /** Central African CFA Franc (XAF). */
  | 'XAF'
  /** East Caribbean Dollar (XCD). */
  | 'XCD'
  /** West African CFA franc (XOF). */
  | 'XOF'
  /** CFP Franc (XPF). */
  | 'XPF'
  /** Unrecognized currency. */
  | 'XXX'
  /** Yemeni Rial (YER). */
  | 'YER'
  /** South African Rand (ZAR). */
  | 'ZAR'
  /** Zambian Kwacha (ZMW). */
  | 'ZMW';

/** The input fields for creating a carrier-calculated shipping option. */
export type DeliveryCarrierCalculatedOptionDefinitionCreateInput = {
  /** The currency used for all money values in this shipping option. */
  currency: CurrencyCode;
  /** Optional description shown to buyers. */
  description?: string | null | undefined;
  /** The cart subtotal required for free shipping. Currency must match the shipping option's currency. */
  freeDeliveryMinimumValue?: MoneyInput | null | undefined;
  /** Whether this shipping option is active and shown to buyers. Defaults to true. */
  isActive?: boolean | null | undefined;
  /**
   * The rate groups to create for this shipping option. At this time, only a
   * single rate group is supported for carrier calculated shipping options.
   */
  rateGroups: Array<DeliveryCarrierCalculatedRateGroupCreateInput>;
};

/** The input fields for creating a rate group for a carrier-calculated shipping option. */
export type DeliveryCarrierCalculatedRateGroupCreateInput = {
  /** The flat amount added to or subtracted from carrier rates. */
  absoluteAdjustment?: MoneyInput | null | undefined;
  /**
   * Whether new services from this carrier are automatically included at checkout.
   * When omitted, defaults to true. Set to false to offer only explicitly
   * included services for carriers that support service discovery.
   */
  autoIncludeNewServices?: boolean | null | undefined;
  /** The ID of the carrier service to use for this rate group. */
  carrierServiceId: string;
  /** Collection and origin location conditions for this rate group. */
  conditions?: DeliveryRateConditionsCreateInput | null | undefined;
  /** The percentage added to or subtracted from carrier rates. */
  percentageAdjustment?: number | null | undefined;
  /**
   * Carrier-provided services to include or exclude.
   * Services not listed follow the default behavior based on `autoIncludeNewServices`.
   */
  serviceConfiguration?: Array<DeliveryCarrierCalculatedRateGroupServiceInput> | null | undefined;
};

/** The input fields for including or excluding a carrier-provided service in a rate group. */
export type DeliveryCarrierCalculatedRateGroupServiceInput = {
  /** The name of the carrier-provided service. */
  name: string;
  /** Whether this service is included or excluded at checkout. */
  status: DeliveryCarrierCalculatedRateGroupServiceStatus;
};

/** Whether a carrier-provided service is included at checkout. */
export type DeliveryCarrierCalculatedRateGroupServiceStatus =
  /** The service is excluded at checkout. */
  | 'EXCLUDED'
  /** The service is included at checkout. */
  | 'INCLUDED';

/** The input fields for creating a flat rate. */
export type DeliveryFlatRateCreateInput = {
  /** The fixed price charged for this rate. */
  price: MoneyInput;
  /** The maximum estimated transit time in seconds. */
  transitTimeMaxSeconds?: number | null | undefined;
  /** The minimum estimated transit time in seconds. */
  transitTimeMinSeconds?: number | null | undefined;
};

/** The input fields for creating a flat rate group. */
export type DeliveryFlatRateGroupCreateInput = {
  /** Collection and origin location conditions for this rate group. */
  conditions?: DeliveryRateConditionsCreateInput | null | undefined;
  /** The fixed-price rate and optional transit time. */
  rate: DeliveryFlatRateCreateInput;
};

/** The input fields for creating a flat rate shipping option. */
export type DeliveryFlatRateOptionDefinitionCreateInput = {
  /** The currency used for all money values in this shipping option. */
  currency: CurrencyCode;
  /** Optional description shown to buyers. */
  description?: string | null | undefined;
  /** The cart subtotal required for free shipping. Currency must match the shipping option's currency. */
  freeDeliveryMinimumValue?: MoneyInput | null | undefined;
  /** Whether this shipping option is active and shown to buyers. Defaults to true. */
  isActive?: boolean | null | undefined;
  /** The name shown to buyers for this shipping option. */
  name: string;
  /** The flat rate groups for this shipping option. */
  rateGroups?: Array<DeliveryFlatRateGroupCreateInput> | null | undefined;
};

/** Possible method types that a delivery method can have. */
export type DeliveryMethodType =
  /** The order is delivered using a local delivery service. */
  | 'LOCAL'
  /** Non-physical items, no delivery needed. */
  | 'NONE'
  /** The order is delivered to a pickup point. */
  | 'PICKUP_POINT'
  /** The order is picked up by the customer. */
  | 'PICK_UP'
  /** In-store sale, no delivery needed. */
  | 'RETAIL'
  /** The order is shipped. */
  | 'SHIPPING';

/** The input fields for creating a shipping option. Provide exactly one option type. */
export type DeliveryOptionDefinitionCreateInput =
  {   /** A carrier-calculated shipping option. */
  carrierCalculated: DeliveryCarrierCalculatedOptionDefinitionCreateInput; flatRate?: never; valueBased?: never; weightBased?: never; }
  |  { carrierCalculated?: never;   /** A flat rate shipping option. */
  flatRate: DeliveryFlatRateOptionDefinitionCreateInput; valueBased?: never; weightBased?: never; }
  |  { carrierCalculated?: never; flatRate?: never;   /** A value-based shipping option. */
  valueBased: DeliveryValueBasedOptionDefinitionCreateInput; weightBased?: never; }
  |  { carrierCalculated?: never; flatRate?: never; valueBased?: never;   /** A weight-based shipping option. */
  weightBased: DeliveryWeightBasedOptionDefinitionCreateInput; };

/** The input fields for conditions that limit a rate group to specific collections or origin locations. */
export type DeliveryRateConditionsCreateInput = {
  /** Collection IDs to add. The rate group applies only to products in these collections. */
  collectionsToAdd?: Array<string> | null | undefined;
  /** Origin location IDs to add. The rate group applies only to shipments from these locations. */
  originLocationsToAdd?: Array<string> | null | undefined;
};

/** The input fields for creating a value-based shipping option. */
export type DeliveryValueBasedOptionDefinitionCreateInput = {
  /** The currency used for all money values in this shipping option. */
  currency: CurrencyCode;
  /** Optional description shown to buyers. */
  description?: string | null | undefined;
  /** The cart subtotal required for free shipping. Currency must match the shipping option's currency. */
  freeDeliveryMinimumValue?: MoneyInput | null | undefined;
  /** Whether this shipping option is active and shown to buyers. Defaults to true. */
  isActive?: boolean | null | undefined;
  /** The name shown to buyers for this shipping option. */
  name: string;
  /** Rate groups to create for this shipping option. */
  rateGroups: Array<DeliveryValueBasedRateGroupCreateInput>;
};

/** The input fields for creating a value-based rate. */
export type DeliveryValueBasedRateCreateInput = {
  /** The maximum cart value (inclusive) for this rate. Omit for no upper limit. */
  maxValue?: MoneyInput | null | undefined;
  /** The minimum cart value (inclusive) for this rate. */
  minValue: MoneyInput;
  /** The price charged for this rate. */
  price: MoneyInput;
  /** The maximum transit time estimate in seconds. */
  transitTimeMaxSeconds?: number | null | undefined;
  /** The minimum transit time estimate in seconds. */
  transitTimeMinSeconds?: number | null | undefined;
};

/** The input fields for creating a rate group for a value-based shipping option. */
export type DeliveryValueBasedRateGroupCreateInput = {
  /** Collection and origin location conditions for this rate group. */
  conditions: DeliveryRateConditionsCreateInput;
  /** The rates to create in this rate group. */
  rates: Array<DeliveryValueBasedRateCreateInput>;
};

/** The input fields for creating a weight-based shipping option. */
export type DeliveryWeightBasedOptionDefinitionCreateInput = {
  /** The currency used for all money values in this shipping option. */
  currency: CurrencyCode;
  /** Optional description shown to buyers. */
  description?: string | null | undefined;
  /** The cart subtotal required for free shipping. Currency must match the shipping option's currency. */
  freeDeliveryMinimumValue?: MoneyInput | null | undefined;
  /** Whether this shipping option is active and shown to buyers. Defaults to true. */
  isActive?: boolean | null | undefined;
  /** The name shown to buyers for this shipping option. */
  name: string;
  /**
   * The weight-based rate groups for this shipping option. At this time, only a
   * single rate group is supported for weight-based shipping options.
   */
  rateGroups: Array<DeliveryWeightBasedRateGroupCreateInput>;
};

/** The input fields for creating a weight-based rate. */
export type DeliveryWeightBasedRateCreateInput = {
  /** The maximum package weight for this rate tier. If omitted, the tier has no upper weight limit. */
  maxWeight?: WeightInput | null | undefined;
  /** The minimum package weight for this rate tier. */
  minWeight: WeightInput;
  /** The price charged for this rate tier. */
  price: MoneyInput;
  /** The maximum estimated transit time in seconds. */
  transitTimeMaxSeconds?: number | null | undefined;
  /** The minimum estimated transit time in seconds. */
  transitTimeMinSeconds?: number | null | undefined;
};

/** The input fields for creating a weight-based rate group. */
export type DeliveryWeightBasedRateGroupCreateInput = {
  /** Collection and origin location conditions for this rate group. */
  conditions: DeliveryRateConditionsCreateInput;
  /** The weight-based rates for this rate group. */
  rates: Array<DeliveryWeightBasedRateCreateInput>;
};

/** The possible content types for a file object. */
export type FileContentType =
  /** An externally hosted video. */
  | 'EXTERNAL_VIDEO'
  /** A Shopify-hosted generic file. */
  | 'FILE'
  /** A Shopify-hosted image. */
  | 'IMAGE'
  /** A Shopify-hosted 3D model. */
  | 'MODEL_3D'
  /** A Shopify-hosted video file. It's recommended to use this type for all video files. */
  | 'VIDEO';

/** The input fields that are required to create a file object. */
export type FileCreateInput = {
  /** The alt text description of the file for screen readers and accessibility. */
  alt?: string | null | undefined;
  /** The file content type. If omitted, then Shopify will attempt to determine the content type during file processing. */
  contentType?: FileContentType | null | undefined;
  /** How to handle if filename is already in use. */
  duplicateResolutionMode?: FileCreateInputDuplicateResolutionMode | null | undefined;
  /**
   * The name of the file. If provided, then the file is created with the specified filename.
   * If not provided, then the filename from the `originalSource` is used.
   */
  filename?: string | null | undefined;
  /**
   * The source URL of the file. An external URL can be used for images, generic files, or external videos.
   * Videos and 3D models require a
   * [staged upload URL](https://shopify.dev/api/admin-graphql/latest/mutations/stageduploadscreate).
   */
  originalSource: string;
};

/** The input fields for handling if filename is already in use. */
export type FileCreateInputDuplicateResolutionMode =
  /** Append a UUID if filename is already in use. */
  | 'APPEND_UUID'
  /** Raise an error if filename is already in use. */
  | 'RAISE_ERROR'
  /** Replace the existing file if filename is already in use. */
  | 'REPLACE';

/** The error types for a file. */
export type FileErrorCode =
  /** File could not be created because a file with the same name already exists. */
  | 'DUPLICATE_FILENAME_ERROR'
  /** File could not be created because embed permissions are disabled for this video. */
  | 'EXTERNAL_VIDEO_EMBED_DISABLED'
  /** File could not be created because video is either not found or still transcoding. */
  | 'EXTERNAL_VIDEO_EMBED_NOT_FOUND_OR_TRANSCODING'
  /** File could not be created because the external video has an invalid aspect ratio. */
  | 'EXTERNAL_VIDEO_INVALID_ASPECT_RATIO'
  /** File could not be created because the external video could not be found. */
  | 'EXTERNAL_VIDEO_NOT_FOUND'
  /** File could not be created because the external video is not listed or is private. */
  | 'EXTERNAL_VIDEO_UNLISTED'
  /** File could not be created because the cumulative file storage limit would be exceeded. */
  | 'FILE_STORAGE_LIMIT_EXCEEDED'
  /** File could not be processed because the source could not be downloaded. */
  | 'GENERIC_FILE_DOWNLOAD_FAILURE'
  /** File could not be created because the size is too large. */
  | 'GENERIC_FILE_INVALID_SIZE'
  /** File could not be processed because the image could not be downloaded. */
  | 'IMAGE_DOWNLOAD_FAILURE'
  /** File could not be processed because the image could not be processed. */
  | 'IMAGE_PROCESSING_FAILURE'
  /** File could not be created because the image has an invalid aspect ratio. */
  | 'INVALID_IMAGE_ASPECT_RATIO'
  /** File could not be created because the image size is too large. */
  | 'INVALID_IMAGE_FILE_SIZE'
  /** File could not be created because the image's resolution exceeds the max limit. */
  | 'INVALID_IMAGE_RESOLUTION'
  /** File could not be processed because the signed URL was invalid. */
  | 'INVALID_SIGNED_URL'
  /** File timed out because it is currently being modified by another operation. */
  | 'MEDIA_TIMEOUT_ERROR'
  /** File could not be created because the model file failed processing. */
  | 'MODEL3D_GLB_OUTPUT_CREATION_ERROR'
  /** File could not be created because the model can't be converted to USDZ format. */
  | 'MODEL3D_GLB_TO_USDZ_CONVERSION_ERROR'
  /** File could not be created because the model file failed processing. */
  | 'MODEL3D_PROCESSING_FAILURE'
  /** File could not be created because the model's thumbnail generation failed. */
  | 'MODEL3D_THUMBNAIL_GENERATION_ERROR'
  /** There was an issue while trying to generate a new thumbnail. */
  | 'MODEL3D_THUMBNAIL_REGENERATION_ERROR'
  /** Model failed validation. */
  | 'MODEL3D_VALIDATION_ERROR'
  /** File error has occurred for an unknown reason. */
  | 'UNKNOWN'
  /** File could not be created because the image is an unsupported file type. */
  | 'UNSUPPORTED_IMAGE_FILE_TYPE'
  /** File could not be created because it has an invalid file type. */
  | 'VIDEO_INVALID_FILETYPE_ERROR'
  /** File could not be created because it does not meet the maximum duration requirement. */
  | 'VIDEO_MAX_DURATION_ERROR'
  /** File could not be created because it does not meet the maximum height requirement. */
  | 'VIDEO_MAX_HEIGHT_ERROR'
  /** File could not be created because it does not meet the maximum width requirement. */
  | 'VIDEO_MAX_WIDTH_ERROR'
  /** File could not be created because the metadata could not be read. */
  | 'VIDEO_METADATA_READ_ERROR'
  /** File could not be created because it does not meet the minimum duration requirement. */
  | 'VIDEO_MIN_DURATION_ERROR'
  /** File could not be created because it does not meet the minimum height requirement. */
  | 'VIDEO_MIN_HEIGHT_ERROR'
  /** File could not be created because it does not meet the minimum width requirement. */
  | 'VIDEO_MIN_WIDTH_ERROR'
  /** Video failed validation. */
  | 'VIDEO_VALIDATION_ERROR';

/** The input fields required to create or update a file object. */
export type FileSetInput = {
  /** The alt text description of the file for screen readers and accessibility. */
  alt?: string | null | undefined;
  /** The file content type. If omitted, then Shopify will attempt to determine the content type during file processing. */
  contentType?: FileContentType | null | undefined;
  /** How to handle if filename is already in use. */
  duplicateResolutionMode?: FileCreateInputDuplicateResolutionMode | null | undefined;
  /**
   * The name of the file. If provided, then the file is created with the specified filename.
   * If not provided, then the filename from the `originalSource` is used.
   */
  filename?: string | null | undefined;
  /** The ID of an existing file. */
  id?: string | null | undefined;
  /**
   * The source URL of the file. An external URL can be used for images, generic files, or external videos.
   * Videos and 3D models require a
   * [staged upload URL](https://shopify.dev/api/admin-graphql/latest/mutations/stageduploadscreate).
   */
  originalSource?: string | null | undefined;
};

/** The possible statuses for a file object. */
export type FileStatus =
  /** File processing has failed. */
  | 'FAILED'
  /** File is being processed. */
  | 'PROCESSING'
  /** File is ready to be displayed. */
  | 'READY'
  /** File has been uploaded but hasn't been processed. */
  | 'UPLOADED';

/** The input fields that are required to update a file object. */
export type FileUpdateInput = {
  /** The alt text description of the file for screen readers and accessibility. */
  alt?: string | null | undefined;
  /** The name of the file including its extension. */
  filename?: string | null | undefined;
  /** The ID of the file to be updated. */
  id: string;
  /**
   * The source from which to update a media image or generic file.
   * This can be an external URL or a
   * [staged upload URL](https://shopify.dev/api/admin-graphql/latest/mutations/stageduploadscreate).
   */
  originalSource?: string | null | undefined;
  /**
   * The source from which to update the media preview image.
   * May be an external URL or a
   * [staged upload URL](https://shopify.dev/api/admin-graphql/latest/mutations/stageduploadscreate).
   */
  previewImageSource?: string | null | undefined;
  /** The IDs of the references to add to the file. Currently only accepts product IDs. */
  referencesToAdd?: Array<string> | null | undefined;
  /** The IDs of the references to remove from the file. Currently only accepts product IDs. */
  referencesToRemove?: Array<string> | null | undefined;
};

/** Possible error codes that can be returned by `FilesUserError`. */
export type FilesErrorCode =
  /** The alt value exceeds the maximum limit of 512 characters. */
  | 'ALT_VALUE_LIMIT_EXCEEDED'
  /** The search term must not be blank. */
  | 'BLANK_SEARCH'
  /** The provided filename already exists. */
  | 'FILENAME_ALREADY_EXISTS'
  /** File does not exist. */
  | 'FILE_DOES_NOT_EXIST'
  /** File has a pending operation. */
  | 'FILE_LOCKED'
  /** The input value is invalid. */
  | 'INVALID'
  /** Duplicate resolution mode is not supported for this file type. */
  | 'INVALID_DUPLICATE_MODE_FOR_TYPE'
  /** Invalid duplicate resolution mode provided. */
  | 'INVALID_DUPLICATE_RESOLUTION_MODE'
  /** File cannot be updated in a failed state. */
  | 'INVALID_FAILED_MEDIA_STATE'
  /** The provided filename is invalid. */
  | 'INVALID_FILENAME'
  /** Invalid filename extension. */
  | 'INVALID_FILENAME_EXTENSION'
  /** Invalid image source url value provided. */
  | 'INVALID_IMAGE_SOURCE_URL'
  /** Search query isn't supported. */
  | 'INVALID_QUERY'
  /** Media cannot be modified. It is currently being modified by another operation. */
  | 'MEDIA_CANNOT_BE_MODIFIED'
  /** Cannot create file with custom filename which does not match original source extension. */
  | 'MISMATCHED_FILENAME_AND_ORIGINAL_SOURCE'
  /** At least one argument is required. */
  | 'MISSING_ARGUMENTS'
  /** Duplicate resolution mode REPLACE cannot be used without specifying filename. */
  | 'MISSING_FILENAME_FOR_DUPLICATE_MODE_REPLACE'
  /** Exceeded the limit of non-image media per shop. */
  | 'NON_IMAGE_MEDIA_PER_SHOP_LIMIT_EXCEEDED'
  /** The file is not in the READY state. */
  | 'NON_READY_STATE'
  /** Exceeded the limit of media per product. */
  | 'PRODUCT_MEDIA_LIMIT_EXCEEDED'
  /** One or more associated products are suspended. */
  | 'PRODUCT_SUSPENDED'
  /** The target resource does not exist. */
  | 'REFERENCE_TARGET_DOES_NOT_EXIST'
  /** Specify one argument: search, IDs, or deleteAll. */
  | 'TOO_MANY_ARGUMENTS'
  /** Cannot add more than 10000 references to a file. */
  | 'TOO_MANY_FILE_REFERENCE'
  /** The file type is not supported. */
  | 'UNACCEPTABLE_ASSET'
  /** The file is not supported on trial accounts. Select a plan to upload this file. */
  | 'UNACCEPTABLE_TRIAL_ASSET'
  /**
   * The file is not supported on trial accounts that have not validated their
   * email. Either select a plan or verify the shop owner email to upload this file.
   */
  | 'UNACCEPTABLE_UNVERIFIED_TRIAL_ASSET'
  /** The file type is not supported for referencing. */
  | 'UNSUPPORTED_FILE_REFERENCE'
  /** Filename update is only supported on Image and GenericFile. */
  | 'UNSUPPORTED_MEDIA_TYPE_FOR_FILENAME_UPDATE';

/** The display status of a fulfillment. */
export type FulfillmentDisplayStatus =
  /** Displayed as **Attempted delivery**. */
  | 'ATTEMPTED_DELIVERY'
  /** Displayed as **Canceled**. */
  | 'CANCELED'
  /** Displayed as **Picked up by carrier**. */
  | 'CARRIER_PICKED_UP'
  /** Displayed as **Confirmed**. */
  | 'CONFIRMED'
  /** Displayed as **Delayed**. */
  | 'DELAYED'
  /** Displayed as **Delivered**. */
  | 'DELIVERED'
  /** Displayed as **Failure**. */
  | 'FAILURE'
  /** Displayed as **Fulfilled**. */
  | 'FULFILLED'
  /** Displayed as **In transit**. */
  | 'IN_TRANSIT'
  /** Displayed as **Label printed**. */
  | 'LABEL_PRINTED'
  /** Displayed as **Label purchased**. */
  | 'LABEL_PURCHASED'
  /** Displayed as **Label voided**. */
  | 'LABEL_VOIDED'
  /** Displayed as **Marked as fulfilled**. */
  | 'MARKED_AS_FULFILLED'
  /** Displayed as **Not delivered**. */
  | 'NOT_DELIVERED'
  /** Displayed as **Out for delivery**. */
  | 'OUT_FOR_DELIVERY'
  /** Displayed as **Picked up**. */
  | 'PICKED_UP'
  /** Displayed as **Ready for pickup**. */
  | 'READY_FOR_PICKUP'
  /** Displayed as **Submitted**. */
  | 'SUBMITTED';

/** The input fields used to create a fulfillment event. */
export type FulfillmentEventInput = {
  /** The street address where this fulfillment event occurred. */
  address1?: string | null | undefined;
  /** The city where this fulfillment event occurred. */
  city?: string | null | undefined;
  /** The country where this fulfillment event occurred. */
  country?: string | null | undefined;
  /** The estimated delivery date and time of the fulfillment. */
  estimatedDeliveryAt?: string | null | undefined;
  /** The ID for the fulfillment that's associated with this fulfillment event. */
  fulfillmentId: string;
  /** The time at which this fulfillment event happened. */
  happenedAt?: string | null | undefined;
  /** The latitude where this fulfillment event occurred. */
  latitude?: number | null | undefined;
  /** The longitude where this fulfillment event occurred. */
  longitude?: number | null | undefined;
  /** A message associated with this fulfillment event. */
  message?: string | null | undefined;
  /** The province where this fulfillment event occurred. */
  province?: string | null | undefined;
  /** The status of this fulfillment event. */
  status: FulfillmentEventStatus;
  /** The zip code of the location where this fulfillment event occurred. */
  zip?: string | null | undefined;
};

/** The status that describes a fulfillment or delivery event. */
export type FulfillmentEventStatus =
  /** A delivery was attempted. */
  | 'ATTEMPTED_DELIVERY'
  /** The fulfillment has been picked up by the carrier. */
  | 'CARRIER_PICKED_UP'
  /** The fulfillment is confirmed. This is the default value when no other information is available. */
  | 'CONFIRMED'
  /** The fulfillment is delayed. */
  | 'DELAYED'
  /** The fulfillment was successfully delivered. */
  | 'DELIVERED'
  /** The fulfillment request failed. */
  | 'FAILURE'
  /** The fulfillment is in transit. */
  | 'IN_TRANSIT'
  /** A purchased shipping label has been printed. */
  | 'LABEL_PRINTED'
  /** A shipping label has been purchased. */
  | 'LABEL_PURCHASED'
  /** The fulfillment is out for delivery. */
  | 'OUT_FOR_DELIVERY'
  /** The fulfillment is ready to be picked up. */
  | 'READY_FOR_PICKUP';

/** The input fields used to create a fulfillment from fulfillment orders. */
export type FulfillmentInput = {
  /**
   * Pairs of `fulfillment_order_id` and `fulfillment_order_line_items` that represent the fulfillment
   * order line items that have to be fulfilled for each fulfillment order.  For any given pair, if the
   * fulfillment order line items are left blank then all the fulfillment order line items of the
   * associated fulfillment order ID will be fulfilled.
   */
  lineItemsByFulfillmentOrder: Array<FulfillmentOrderLineItemsInput>;
  /**
   * Whether the customer is notified.
   * If `true`, then a notification is sent when the fulfillment is created. The default value is `false`.
   */
  notifyCustomer?: boolean | null | undefined;
  /** Address information about the location from which the order was fulfilled. */
  originAddress?: FulfillmentOriginAddressInput | null | undefined;
  /**
   * The fulfillment's tracking information, including a tracking URL, a tracking number,
   * and the company associated with the fulfillment.
   */
  trackingInfo?: FulfillmentTrackingInput | null | undefined;
};

/** The input fields used to include the quantity of the fulfillment order line item that should be fulfilled. */
export type FulfillmentOrderLineItemInput = {
  /** The ID of the fulfillment order line item. */
  id: string;
  /** The quantity of the fulfillment order line item. */
  quantity: number;
};

/** The input fields used to include the line items of a specified fulfillment order that should be fulfilled. */
export type FulfillmentOrderLineItemsInput = {
  /** The ID of the fulfillment order. */
  fulfillmentOrderId: string;
  /**
   * The fulfillment order line items to be fulfilled.
   * If left blank, all line items of the fulfillment order will be fulfilled.
   * Accepts a maximum of 512 line items.
   */
  fulfillmentOrderLineItems?: Array<FulfillmentOrderLineItemInput> | null | undefined;
};

/** The input fields for marking fulfillment order line items as ready for pickup. */
export type FulfillmentOrderLineItemsPreparedForPickupInput = {
  /** The fulfillment orders associated with the line items which are ready to be picked up by a customer. */
  lineItemsByFulfillmentOrder: Array<PreparedFulfillmentOrderLineItemsInput>;
};

/** The status of a fulfillment order. */
export type FulfillmentOrderStatus =
  /** The fulfillment order has been cancelled by the merchant. */
  | 'CANCELLED'
  /** The fulfillment order has been completed and closed. */
  | 'CLOSED'
  /** The fulfillment order cannot be completed as requested. */
  | 'INCOMPLETE'
  /** The fulfillment order is being processed. */
  | 'IN_PROGRESS'
  /**
   * The fulfillment order is on hold. The fulfillment process can't be initiated
   * until the hold on the fulfillment order is released.
   */
  | 'ON_HOLD'
  /** The fulfillment order is ready for fulfillment. */
  | 'OPEN'
  /** The fulfillment order is deferred and will be ready for fulfillment after the date and time specified in `fulfill_at`. */
  | 'SCHEDULED';

/**
 * The input fields used to include the address at which the fulfillment occurred.
 * This input object is intended for tax purposes, as a full address is required
 * for tax providers to accurately calculate taxes. Typically this is the address
 * of the warehouse or fulfillment center. To retrieve a fulfillment location's
 * address, use the `assignedLocation` field on the
 * [`FulfillmentOrder`](/docs/api/admin-graphql/latest/objects/FulfillmentOrder)
 * object instead.
 */
export type FulfillmentOriginAddressInput = {
  /** The street address of the fulfillment location. */
  address1?: string | null | undefined;
  /** The second line of the address. Typically the number of the apartment, suite, or unit. */
  address2?: string | null | undefined;
  /** The city in which the fulfillment location is located. */
  city?: string | null | undefined;
  /** The country of the fulfillment location. */
  countryCode: string;
  /** The province of the fulfillment location. */
  provinceCode?: string | null | undefined;
  /** The zip code of the fulfillment location. */
  zip?: string | null | undefined;
};

/** The status of a fulfillment. */
export type FulfillmentStatus =
  /** The fulfillment was canceled. */
  | 'CANCELLED'
  /** There was an error with the fulfillment request. */
  | 'ERROR'
  /** The fulfillment request failed. */
  | 'FAILURE'
  /** The third-party fulfillment service has acknowledged the fulfillment and is processing it. */
  | 'OPEN'
  /**
   * Shopify has created the fulfillment and is waiting for the third-party
   * fulfillment service to transition it to `open` or `success`.
   */
  | 'PENDING'
  /** The fulfillment was completed successfully. */
  | 'SUCCESS';

/**
 * The input fields that specify all possible fields for tracking information.
 *
 * > Note:
 * > If you provide the `url` field, you should not provide the `urls` field.
 * >
 * > If you provide the `number` field, you should not provide the `numbers` field.
 * >
 * > If you provide the `url` field, you should provide the `number` field.
 * >
 * > If you provide the `urls` field, you should provide the `numbers` field.
 */
export type FulfillmentTrackingInput = {
  /**
   * The name of the tracking company.
   *
   * If you specify a tracking company name from
   * [the list](https://shopify.dev/api/admin-graphql/latest/objects/FulfillmentTrackingInfo#supported-tracking-companies),
   * Shopify will automatically build tracking URLs for all provided tracking numbers,
   * which will make the tracking numbers clickable in the interface.
   * The same tracking company will be applied to all tracking numbers specified.
   *
   * Additionally, for the tracking companies listed on the
   * [Shipping Carriers help page](https://help.shopify.com/manual/shipping/understanding-shipping/shipping-carriers#integrated-shipping-carriers)
   * Shopify will automatically update the fulfillment's `shipment_status` field during the fulfillment process.
   *
   * > Note:
   * > Send the tracking company name exactly as written in
   * > [the list](https://shopify.dev/api/admin-graphql/latest/objects/FulfillmentTrackingInfo#supported-tracking-companies)
   * > (capitalization matters).
   */
  company?: string | null | undefined;
  /**
   * The tracking number of the fulfillment.
   *
   * The tracking number will be clickable in the interface if one of the following applies
   * (the highest in the list has the highest priority):
   *
   * * Tracking url provided in the `url` field.
   * * [Shopify-known tracking company name](https://shopify.dev/api/admin-graphql/latest/objects/FulfillmentTrackingInfo#supported-tracking-companies)
   *   specified in the `company` field.
   *   Shopify will build the tracking URL automatically based on the tracking number specified.
   * * The tracking number has a Shopify-known format.
   *   Shopify will guess the tracking provider and build the tracking url based on the tracking number format.
   *   Not all tracking carriers are supported, and multiple tracking carriers may use similarly formatted tracking numbers.
   *   This can result in an invalid tracking URL.
   *   It is highly recommended that you send the tracking company and the tracking URL.
   */
  number?: string | null | undefined;
  /**
   * The tracking numbers of the fulfillment, one or many.
   *
   * With multiple tracking numbers, you can provide tracking information
   * for all shipments associated with the fulfillment, if there are more than one.
   * For example, if you're shipping assembly parts of one furniture item in several boxes.
   *
   * Tracking numbers will be clickable in the interface if one of the following applies
   * (the highest in the list has the highest priority):
   *
   * * Tracking URLs provided in the `urls` field.
   *   The tracking URLs will be matched to the tracking numbers based on their positions in the arrays.
   * * [Shopify-known tracking company name](https://shopify.dev/api/admin-graphql/latest/objects/FulfillmentTrackingInfo#supported-tracking-companies)
   *   specified in the `company` field.
   *   Shopify will build tracking URLs automatically for all tracking numbers specified.
   *   The same tracking company will be applied to all tracking numbers.
   * * Tracking numbers have a Shopify-known format.
   *   Shopify will guess tracking providers and build tracking URLs based on the tracking number formats.
   *   Not all tracking carriers are supported, and multiple tracking carriers may use similarly formatted tracking numbers.
   *   This can result in an invalid tracking URL.
   *   It is highly recommended that you send the tracking company and the tracking URLs.
   */
  numbers?: Array<string> | null | undefined;
  /**
   * The URL to track the fulfillment.
   *
   * The tracking URL is displayed in the merchant's admin on the order page.
   * The tracking URL is displayed in the shipping confirmation email, which can optionally be sent to the customer.
   * When accounts are enabled, it's also displayed in the customer's order history.
   *
   * The URL must be an [RFC 3986](https://datatracker.ietf.org/doc/html/rfc3986) and
   * [RFC 3987](https://datatracker.ietf.org/doc/html/rfc3987)-compliant URI string.
   * For example, `"https://www.myshipping.com/track/?tracknumbers=TRACKING_NUMBER"` is a valid URL.
   * It includes a scheme (`https`) and a host (`myshipping.com`).
   */
  url?: string | null | undefined;
  /**
   * The URLs to track the fulfillment, one or many.
   *
   * The tracking URLs are displayed in the merchant's admin on the order page.
   * The tracking URLs are displayed in the shipping confirmation email, which can optionally be sent to the customer.
   * When accounts are enabled, the tracking URLs are also displayed in the customer's order history.
   *
   * If you're not specifying a
   * [Shopify-known](https://shopify.dev/api/admin-graphql/latest/objects/FulfillmentTrackingInfo#supported-tracking-companies)
   * tracking company name in the `company` field,
   * then provide tracking URLs for all tracking numbers from the `numbers` field.
   *
   * Tracking URLs from the `urls` array field are being matched with the tracking numbers from the `numbers` array
   * field correspondingly their positions in the arrays.
   *
   * Each URL must be an [RFC 3986](https://datatracker.ietf.org/doc/html/rfc3986) and
   * [RFC 3987](https://datatracker.ietf.org/doc/html/rfc3987)-compliant URI string.
   * For example, `"https://www.myshipping.com/track/?tracknumbers=TRACKING_NUMBER"` is a valid URL.
   * It includes a scheme (`https`) and a host (`myshipping.com`).
   */
  urls?: Array<string> | null | undefined;
};

/** The input fields that identify metafield definitions. */
export type HasMetafieldsMetafieldIdentifierInput = {
  /** The unique identifier for the metafield definition within its namespace. */
  key: string;
  /**
   * The container for a group of metafields that the metafield definition will be associated with. If omitted, the
   * app-reserved namespace will be used.
   */
  namespace?: string | null | undefined;
};

/** The input fields for an image. */
export type ImageInput = {
  /** A word or phrase to share the nature or contents of an image. */
  altText?: string | null | undefined;
  /** A globally-unique ID. */
  id?: string | null | undefined;
  /** The URL of the image. May be a staged upload URL. */
  src?: string | null | undefined;
};

/** Answers the question if prices include duties and / or taxes. */
export type InclusiveDutiesPricingStrategy =
  /** Add duties at checkout when configured to collect. */
  | 'ADD_DUTIES_AT_CHECKOUT'
  /** Include duties in price when configured to collect. */
  | 'INCLUDE_DUTIES_IN_PRICE';

/** Answers the question if prices include duties and / or taxes. */
export type InclusiveTaxPricingStrategy =
  /** Add taxes at checkout when configured to collect. */
  | 'ADD_TAXES_AT_CHECKOUT'
  /** Include taxes in price when configured to collect. */
  | 'INCLUDES_TAXES_IN_PRICE'
  /** Include taxes in price based on country when configured to collect. */
  | 'INCLUDES_TAXES_IN_PRICE_BASED_ON_COUNTRY';

/** The input fields required to adjust the available quantity of a product variant at a location. */
export type InventoryAdjustmentInput = {
  /**
   * The adjustment of the available quantity at the location. If the value is
   * `null`, then the product variant is no longer stocked at the location.
   */
  adjustment?: number | null | undefined;
  /**
   * The quantity to compare against before applying the delta. This field is
   * mandatory- you must explicitly pass in a value (even if it's `null`), or else
   * you will get an error.
   */
  changeFromQuantity?: number | null | undefined;
  /** The ID of the location where the available quantity should be adjusted. */
  locationId: string;
};

/** The input fields to specify whether the inventory item should be activated or not at the specified location. */
export type InventoryBulkToggleActivationInput = {
  /**
   * Whether the inventory item can be stocked at the specified location. To
   * deactivate, set the value to false which removes an inventory item's
   * quantities from that location, and turns off inventory at that location.
   */
  activate: boolean;
  /** The ID of the location to modify the inventory item's stocked status. */
  locationId: string;
};

/** Possible error codes that can be returned by `InventoryBulkToggleActivationUserError`. */
export type InventoryBulkToggleActivationUserErrorCode =
  /** Cannot unstock an inventory item from the only location at which it is stocked. */
  | 'CANNOT_DEACTIVATE_FROM_ONLY_LOCATION'
  /** Cannot unstock this inventory item from this location because it has committed and incoming quantities. */
  | 'COMMITTED_AND_INCOMING_INVENTORY_AT_LOCATION'
  /** Cannot unstock this inventory item from this location because it has committed quantities. */
  | 'COMMITTED_INVENTORY_AT_LOCATION'
  /** Failed to stock this inventory item at this location. */
  | 'FAILED_TO_STOCK_AT_LOCATION'
  /** Failed to unstock this inventory item from this location. */
  | 'FAILED_TO_UNSTOCK_FROM_LOCATION'
  /** An error occurred while setting the activation status. */
  | 'GENERIC_ERROR'
  /** Cannot unstock this inventory item from this location because it has incoming quantities. */
  | 'INCOMING_INVENTORY_AT_LOCATION'
  /** The inventory item was not found. */
  | 'INVENTORY_ITEM_NOT_FOUND'
  /** Cannot stock this inventory item at this location because it is managed by a third-party fulfillment service. */
  | 'INVENTORY_MANAGED_BY_3RD_PARTY'
  /** Cannot stock this inventory item at this location because it is managed by Shopify. */
  | 'INVENTORY_MANAGED_BY_SHOPIFY'
  /** The location was not found. */
  | 'LOCATION_NOT_FOUND'
  /** Cannot stock this inventory item at this location because the variant is missing a SKU. */
  | 'MISSING_SKU'
  /** Cannot unstock this inventory item from this location because it has unavailable quantities. */
  | 'RESERVED_INVENTORY_AT_LOCATION';

/** The input fields for an inventory item. */
export type InventoryItemInput = {
  /** Unit cost associated with the inventory item, the currency is the shop's default currency. */
  cost?: string | null | undefined;
  /**
   * The country where the item was manufactured or produced, specified using the
   * standard two-letter [ISO 3166-1
   * alpha-2](https://en.wikipedia.org/wiki/ISO_3166-1_alpha-2) country code.
   */
  countryCodeOfOrigin?: CountryCode | null | undefined;
  /** List of country-specific harmonized system codes. */
  countryHarmonizedSystemCodes?: Array<CountryHarmonizedSystemCodeInput> | null | undefined;
  /** The harmonized system code of the inventory item. This must be a number between 6 and 13 digits. */
  harmonizedSystemCode?: string | null | undefined;
  /** The measurements of an inventory item. */
  measurement?: InventoryItemMeasurementInput | null | undefined;
  /**
   * The province where the item was manufactured or produced, specified using the
   * standard two-letter [ISO 3166-2
   * alpha-2](https://en.wikipedia.org/wiki/ISO_3166-2) province code.
   */
  provinceCodeOfOrigin?: string | null | undefined;
  /**
   * Whether the inventory item needs to be physically shipped to the customer.
   * Items that require shipping are physical products, while digital goods and
   * services typically don't require shipping and can be fulfilled electronically.
   */
  requiresShipping?: boolean | null | undefined;
  /** The SKU (stock keeping unit) of the inventory item. */
  sku?: string | null | undefined;
  /** Whether the inventory item is tracked. */
  tracked?: boolean | null | undefined;
};

/** The input fields for an inventory item measurement. */
export type InventoryItemMeasurementInput = {
  /** Shipping package associated with inventory item. */
  shippingPackageId?: string | null | undefined;
  /** The weight of the inventory item. */
  weight?: WeightInput | null | undefined;
};

/** The input fields for an inventory level. */
export type InventoryLevelInput = {
  /** The available quantity of an inventory item at a location. */
  availableQuantity: number;
  /** The ID of a location associated with the inventory level. */
  locationId: string;
};

/** The input fields for the quantity to be set for an inventory item at a location. */
export type InventoryQuantityInput = {
  /**
   * The quantity currently expected at this location, before setting the new quantity.
   *
   * This field enables a compare-and-swap (CAS) safety check. If the location’s
   * current quantity doesn't match the value you provide, then the mutation fails
   * with a `CHANGE_FROM_QUANTITY_STALE` error. This helps prevent unintended
   * overwrites when the request is based on stale inventory data.
   *
   * To skip the CAS check, pass `null`. Use this only when your system is the
   * source of truth for this inventory and you don’t need to protect against
   * concurrent updates.
   * This field is mandatory: you must explicitly pass in a value, even if that
   * value is `null`, or the mutation returns an error.
   *
   * For more information, refer to the [compare and swap documentation](https://shopify.dev/docs/apps/build/orders-fulfillment/inventory-management-apps/manage-quantities-states#compare-and-swap).
   */
  changeFromQuantity?: number | null | undefined;
  /** Specifies the inventory item to which the quantity will be set. */
  inventoryItemId: string;
  /** Specifies the location at which the quantity will be set. */
  locationId: string;
  /** The quantity to which the inventory quantity will be set. */
  quantity: number;
};

/** The input fields required to set inventory quantities. */
export type InventorySetQuantitiesInput = {
  /** The name of quantities to be changed. The only accepted values are: `available` or `on_hand`. */
  name: string;
  /** The values to which each quantities will be set. */
  quantities: Array<InventoryQuantityInput>;
  /**
   * The reason for the quantity changes. The value must be one of the [possible
   * reasons](https://shopify.dev/docs/apps/fulfillment/inventory-management-apps/quantities-states#set-inventory-quantities-on-hand).
   */
  reason: string;
  /**
   * A URI that represents why the inventory change happened, identifying the
   * source system and document that caused this adjustment. Enables complete audit
   * trails and brand visibility in Shopify admin inventory history.
   *
   * Preferred format - Global ID (GID): gid://[your-app-name]/[entity-type]/[id]
   *
   * Examples:
   * - gid://warehouse-app/PurchaseOrder/PO-2024-001 (stock received)
   * - gid://3pl-system/CycleCount/CC-2024-0125 (cycle count adjustment)
   * - gid://pos-app/Transaction/TXN-98765 (in-store sale)
   * - gid://erp-connector/SyncJob/SYNC-2024-11-21-001 (ERP sync)
   * - gid://shopify/Order/1234567890 (Shopify order reference)
   *
   * Benefits: Your app name appears directly in merchant inventory history,
   * reducing support tickets and providing clear audit trails for compliance.
   *
   * Alternative formats (also supported): https://myapp.com/documents/12345, custom-scheme://identifier
   *
   * Requirements: Valid URI with scheme and content. For GID format, all components (app, entity, id) must be present.
   */
  referenceDocumentUri?: string | null | undefined;
};

/** Possible error codes that can be returned by `InventorySetQuantitiesUserError`. */
export type InventorySetQuantitiesUserErrorCode =
  /** The changeFromQuantity value does not match persisted value. */
  | 'CHANGE_FROM_QUANTITY_STALE'
  /** The compareQuantity argument must be given to each quantity or ignored using ignoreCompareQuantity. */
  | 'COMPARE_QUANTITY_REQUIRED'
  /** The compareQuantity value does not match persisted value. */
  | 'COMPARE_QUANTITY_STALE'
  /** This request is currently in progress, please try again. */
  | 'IDEMPOTENCY_CONCURRENT_REQUEST'
  /** The same idempotency key cannot be used with different operation parameters. */
  | 'IDEMPOTENCY_KEY_PARAMETER_MISMATCH'
  /** A previous request with this idempotency key failed. Retry with a new idempotency key. */
  | 'IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED'
  /** The specified inventory item could not be found. */
  | 'INVALID_INVENTORY_ITEM'
  /** The specified location could not be found. */
  | 'INVALID_LOCATION'
  /** The quantity name must be either 'available' or 'on_hand'. */
  | 'INVALID_NAME'
  /** The quantity can't be negative. */
  | 'INVALID_QUANTITY_NEGATIVE'
  /** The total quantity can't be higher than 1,000,000,000. */
  | 'INVALID_QUANTITY_TOO_HIGH'
  /** The total quantity can't be lower than -1,000,000,000. */
  | 'INVALID_QUANTITY_TOO_LOW'
  /** The specified reason is invalid. */
  | 'INVALID_REASON'
  /** The specified reference document is invalid. */
  | 'INVALID_REFERENCE_DOCUMENT'
  /** The specified inventory item is not allowed to be adjusted via API. Example: if the inventory item is a parent bundle. */
  | 'NON_MUTABLE_INVENTORY_ITEM'
  /** The combination of inventoryItemId and locationId must be unique. */
  | 'NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR';

/** The input fields required to link a product option to a metafield. */
export type LinkedMetafieldCreateInput = {
  /** The key of the metafield this option is linked to. */
  key: string;
  /** The namespace of the metafield this option is linked to. */
  namespace: string;
  /** Values associated with the option. */
  values?: Array<string> | null | undefined;
};

/** The key of a localized field. */
export type LocalizedFieldKey =
  /** Localized field key 'shipping_credential_br' for country Brazil. */
  | 'SHIPPING_CREDENTIAL_BR'
  /** Localized field key 'shipping_credential_cl' for country Chile. */
  | 'SHIPPING_CREDENTIAL_CL'
  /** Localized field key 'shipping_credential_cn' for country China. */
  | 'SHIPPING_CREDENTIAL_CN'
  /** Localized field key 'shipping_credential_co' for country Colombia. */
  | 'SHIPPING_CREDENTIAL_CO'
  /** Localized field key 'shipping_credential_cr' for country Costa Rica. */
  | 'SHIPPING_CREDENTIAL_CR'
  /** Localized field key 'shipping_credential_ec' for country Ecuador. */
  | 'SHIPPING_CREDENTIAL_EC'
  /** Localized field key 'shipping_credential_es' for country Spain. */
  | 'SHIPPING_CREDENTIAL_ES'
  /** Localized field key 'shipping_credential_gt' for country Guatemala. */
  | 'SHIPPING_CREDENTIAL_GT'
  /** Localized field key 'shipping_credential_id' for country Indonesia. */
  | 'SHIPPING_CREDENTIAL_ID'
  /** Localized field key 'shipping_credential_kr' for country South Korea. */
  | 'SHIPPING_CREDENTIAL_KR'
  /** Localized field key 'shipping_credential_mx' for country Mexico. */
  | 'SHIPPING_CREDENTIAL_MX'
  /** Localized field key 'shipping_credential_my' for country Malaysia. */
  | 'SHIPPING_CREDENTIAL_MY'
  /** Localized field key 'shipping_credential_pe' for country Peru. */
  | 'SHIPPING_CREDENTIAL_PE'
  /** Localized field key 'shipping_credential_pt' for country Portugal. */
  | 'SHIPPING_CREDENTIAL_PT'
  /** Localized field key 'shipping_credential_py' for country Paraguay. */
  | 'SHIPPING_CREDENTIAL_PY'
  /** Localized field key 'shipping_credential_tr' for country Turkey. */
  | 'SHIPPING_CREDENTIAL_TR'
  /** Localized field key 'shipping_credential_tw' for country Taiwan. */
  | 'SHIPPING_CREDENTIAL_TW'
  /** Localized field key 'shipping_credential_type_co' for country Colombia. */
  | 'SHIPPING_CREDENTIAL_TYPE_CO'
  /** Localized field key 'tax_credential_br' for country Brazil. */
  | 'TAX_CREDENTIAL_BR'
  /** Localized field key 'tax_credential_cl' for country Chile. */
  | 'TAX_CREDENTIAL_CL'
  /** Localized field key 'tax_credential_co' for country Colombia. */
  | 'TAX_CREDENTIAL_CO'
  /** Localized field key 'tax_credential_cr' for country Costa Rica. */
  | 'TAX_CREDENTIAL_CR'
  /** Localized field key 'tax_credential_ec' for country Ecuador. */
  | 'TAX_CREDENTIAL_EC'
  /** Localized field key 'tax_credential_es' for country Spain. */
  | 'TAX_CREDENTIAL_ES'
  /** Localized field key 'tax_credential_gt' for country Guatemala. */
  | 'TAX_CREDENTIAL_GT'
  /** Localized field key 'tax_credential_id' for country Indonesia. */
  | 'TAX_CREDENTIAL_ID'
  /** Localized field key 'tax_credential_it' for country Italy. */
  | 'TAX_CREDENTIAL_IT'
  /** Localized field key 'tax_credential_mx' for country Mexico. */
  | 'TAX_CREDENTIAL_MX'
  /** Localized field key 'tax_credential_my' for country Malaysia. */
  | 'TAX_CREDENTIAL_MY'
  /** Localized field key 'tax_credential_pe' for country Peru. */
  | 'TAX_CREDENTIAL_PE'
  /** Localized field key 'tax_credential_pt' for country Portugal. */
  | 'TAX_CREDENTIAL_PT'
  /** Localized field key 'tax_credential_py' for country Paraguay. */
  | 'TAX_CREDENTIAL_PY'
  /** Localized field key 'tax_credential_tr' for country Turkey. */
  | 'TAX_CREDENTIAL_TR'
  /** Localized field key 'tax_credential_type_co' for country Colombia. */
  | 'TAX_CREDENTIAL_TYPE_CO'
  /** Localized field key 'tax_credential_type_mx' for country Mexico. */
  | 'TAX_CREDENTIAL_TYPE_MX'
  /** Localized field key 'tax_credential_use_mx' for country Mexico. */
  | 'TAX_CREDENTIAL_USE_MX'
  /** Localized field key 'tax_email_it' for country Italy. */
  | 'TAX_EMAIL_IT';

/** The application level for a market condition. */
export type MarketConditionApplicationType =
  /** The condition matches all records of a given type. */
  | 'ALL'
  /** The condition matches specified records of a given type. */
  | 'SPECIFIED';

/** The condition types for the condition set. */
export type MarketConditionType =
  /** The condition checks the channel that the visitor is shopping from. */
  | 'CHANNEL'
  /** The condition checks the company location that the visitor is purchasing for. */
  | 'COMPANY_LOCATION'
  /** The condition checks the location that the visitor is shopping from. */
  | 'LOCATION'
  /** The condition checks the visitor's region. */
  | 'REGION';

/** The input fields required to create or update a channel market condition. */
export type MarketConditionsChannelsInput = {
  /** A list of channel IDs to include in the market condition. */
  channelIds?: Array<string> | null | undefined;
};

/** The input fields required to create or update a company location market condition. */
export type MarketConditionsCompanyLocationsInput =
  {   /** A type of market condition (e.g. ALL) to apply. */
  applicationLevel: MarketConditionApplicationType; companyLocationIds?: never; }
  |  { applicationLevel?: never;   /** A list of company location IDs to include in the market condition. */
  companyLocationIds: Array<string>; };

/** The input fields required to create or update the market conditions. */
export type MarketConditionsInput = {
  /** The channels to include in the market conditions. */
  channelsCondition?: MarketConditionsChannelsInput | null | undefined;
  /** The company locations to include in the market conditions. */
  companyLocationsCondition?: MarketConditionsCompanyLocationsInput | null | undefined;
  /** The locations to include in the market conditions. */
  locationsCondition?: MarketConditionsLocationsInput | null | undefined;
  /** The regions to include in the market conditions. */
  regionsCondition?: MarketConditionsRegionsInput | null | undefined;
};

/** The input fields required to create or update a location market condition. */
export type MarketConditionsLocationsInput =
  {   /** A type of market condition (e.g. ALL) to apply. */
  applicationLevel: MarketConditionApplicationType; locationIds?: never; }
  |  { applicationLevel?: never;   /** A list of location IDs to include in the market condition. */
  locationIds: Array<string>; };

/** The input fields to specify a region condition. */
export type MarketConditionsRegionInput = {
  /** A country code to which this condition should apply. */
  countryCode: CountryCode;
  /** A subdivision such as a province or state. */
  subdivision?: string | null | undefined;
};

/** The input fields required to create or update a region market condition. */
export type MarketConditionsRegionsInput =
  {   /** A type of market condition (e.g. ALL) to apply. */
  applicationLevel: MarketConditionApplicationType; regionIds?: never; regions?: never; }
  |  { applicationLevel?: never;   /** A list of market region IDs to include in the market condition. */
  regionIds: Array<string>; regions?: never; }
  |  { applicationLevel?: never; regionIds?: never;   /** A list of market regions to include in the market condition. */
  regions: Array<MarketConditionsRegionInput>; };

/** The input fields required to create a market. */
export type MarketCreateInput = {
  /** Catalog IDs to include in the market. */
  catalogs?: Array<string> | null | undefined;
  /** The conditions that apply to the market. */
  conditions?: MarketConditionsInput | null | undefined;
  /** Currency settings for the market. */
  currencySettings?: MarketCurrencySettingsUpdateInput | null | undefined;
  /** Delivery settings for the market. */
  delivery?: MarketDeliveryConfigurationsCreateInput | null | undefined;
  /** Discounts that are eligible for this market. */
  discounts?: Array<string> | null | undefined;
  /**
   * Whether the market is enabled to receive visitors and sales. If a
   * value isn't provided, then the market is enabled by default if all
   * included regions have shipping rates, and disabled if any regions don't
   * have shipping rates.
   *
   * **Note**: Regions in inactive markets can't be selected on the
   * storefront or in checkout.
   * @deprecated Use `status` instead.
   */
  enabled?: boolean | null | undefined;
  /**
   * A unique identifier for the market. For example `"ca"`.
   * If the handle isn't provided, then the handle is auto-generated based on the country or name.
   */
  handle?: string | null | undefined;
  /**
   * Whether to update duplicate market's status to draft.
   * @deprecated Use `makeDuplicateUniqueMarketsDraft` instead.
   */
  makeDuplicateRegionMarketsDraft?: boolean | null | undefined;
  /** Whether to update duplicate region or wildcard markets' status to draft. */
  makeDuplicateUniqueMarketsDraft?: boolean | null | undefined;
  /** The name of the market. Not shown to customers. */
  name: string;
  /** The strategy used to determine how prices are displayed to the customer. */
  priceInclusions?: MarketPriceInclusionsInput | null | undefined;
  /**
   * The regions to be included in the market. Each region can only be included in one market at
   * a time.
   * @deprecated Use `conditions` instead.
   */
  regions?: Array<MarketRegionCreateInput> | null | undefined;
  /** The status of the market. */
  status?: MarketStatus | null | undefined;
  /** Web presence IDs to include in the market. */
  webPresences?: Array<string> | null | undefined;
};

/** The input fields used to update the currency settings of a market. */
export type MarketCurrencySettingsUpdateInput = {
  /** The currency which this market’s customers must use if local currencies are disabled. */
  baseCurrency?: CurrencyCode | null | undefined;
  /**
   * The manual exchange rate that will be used to convert shop currency prices. If
   * null, then the automatic exchange rates will be used.
   */
  baseCurrencyManualRate?: string | null | undefined;
  /**
   * Whether or not local currencies are enabled. If enabled, then prices will
   * be converted to give each customer the best experience based on their
   * region. If disabled, then all customers in this market will see prices
   * in the market's base currency.
   */
  localCurrencies?: boolean | null | undefined;
  /** Whether or not rounding is enabled on multi-currency prices. */
  roundingEnabled?: boolean | null | undefined;
};

/** The input fields for configuring delivery for a new market. */
export type MarketDeliveryConfigurationsCreateInput = {
  /** The shipping configuration for the market. */
  shipping?: ShippingConfigurationCreateInput | null | undefined;
};

/** The input fields used to create a price inclusion. */
export type MarketPriceInclusionsInput = {
  /**
   * Whether adaptive pricing is enabled for the market. Only applicable for
   * Markets with Managed Market enabled. When enabled, forces a state of
   * `INCLUDES_TAXES_IN_PRICE_BASED_ON_COUNTRY`, `INCLUDE_DUTIES_IN_PRICE`, and
   * `DDP`. When disabled, defaults to `INCLUDES_TAXES_IN_PRICE_BASED_ON_COUNTRY`,
   * `ADD_DUTIES_AT_CHECKOUT`, and `DDP` unless otherwise specified.
   */
  adaptivePricingEnabled?: boolean | null | undefined;
  /** The inclusive duties pricing strategy for the market. */
  dutiesPricingStrategy?: InclusiveDutiesPricingStrategy | null | undefined;
  /** The inclusive tax pricing strategy for the market. */
  taxPricingStrategy?: InclusiveTaxPricingStrategy | null | undefined;
};

/** The input fields for creating a market region with exactly one required option. */
export type MarketRegionCreateInput = {
  /** A country code for the region. */
  countryCode: CountryCode;
};

/** The possible market statuses. */
export type MarketStatus =
  /** The market is active. */
  | 'ACTIVE'
  /** The market is in draft. */
  | 'DRAFT';

/** Possible error codes that can be returned by `MarketUserError`. */
export type MarketUserErrorCode =
  /** The given priceInclusions setup is not compatible with adaptive pricing. */
  | 'ADAPTIVE_PRICING_REQUIRED_SETUP_ERROR'
  /** Local currencies must be enabled when adaptive pricing is active. */
  | 'ADAPTIVE_PRICING_REQUIRES_LOCAL_CURRENCIES'
  /** Adaptive pricing can only be enabled for Markets with Managed Markets enabled. */
  | 'ADAPTIVE_PRICING_REQUIRES_MANAGED_MARKETS'
  /** The maximum number of active B2B catalogs allowed by your plan has been reached. */
  | 'B2B_CATALOG_LIMIT_REACHED'
  /** B2B markets must be merchant managed. */
  | 'B2B_MARKET_MUST_BE_MERCHANT_MANAGED'
  /** The input value is blank. */
  | 'BLANK'
  /** Can't activate this market because the B2B catalog limit has been reached. */
  | 'CANNOT_ACTIVATE_MARKET_B2B_CATALOG_LIMIT_REACHED'
  /** Can't add all subdivisions for a country to a market. */
  | 'CANNOT_ADD_ALL_SUBDIVISIONS_FOR_A_COUNTRY_TO_A_MARKET'
  /** Can't add customer account domain to a market. */
  | 'CANNOT_ADD_CUSTOMER_DOMAIN'
  /** Can't add regions to the primary market. */
  | 'CANNOT_ADD_REGIONS_TO_PRIMARY_MARKET'
  /** Can't add the web presence to the primary market. */
  | 'CANNOT_ADD_WEB_PRESENCE_TO_PRIMARY_MARKET'
  /** Can't delete the only region in a market. */
  | 'CANNOT_DELETE_ONLY_REGION'
  /** Can't delete the primary market. */
  | 'CANNOT_DELETE_PRIMARY_MARKET'
  /** Can't delete the primary market's web presence. */
  | 'CANNOT_DELETE_PRIMARY_MARKET_WEB_PRESENCE'
  /** Can't delete the last subdivision-driven market. */
  | 'CANNOT_DELETE_SUBDIVISION_MARKET'
  /** Can't disable the primary market. */
  | 'CANNOT_DISABLE_PRIMARY_MARKET'
  /** Can't have both subfolder and domain web presences. */
  | 'CANNOT_HAVE_BOTH_SUBFOLDER_AND_DOMAIN_WEB_PRESENCES'
  /** Can't have multiple subfolder web presences per market. */
  | 'CANNOT_HAVE_MULTIPLE_SUBFOLDERS_PER_MARKET'
  /** Can't pass both `subfolderSuffix` and `domainId`. */
  | 'CANNOT_HAVE_SUBFOLDER_AND_DOMAIN'
  /** Can't set default locale to null. */
  | 'CANNOT_SET_DEFAULT_LOCALE_TO_NULL'
  /** Catalogs with volume pricing or quantity rules are not supported for the specified condition types. */
  | 'CATALOGS_WITH_VOLUME_PRICING_OR_QUANTITY_RULES_NOT_SUPPORTED'
  /** Catalog condition types must be the same for all conditions on a catalog. */
  | 'CATALOG_CONDITION_TYPES_MUST_BE_THE_SAME'
  /** Catalogs and condition types are not compatible with each other. */
  | 'CATALOG_NOT_COMPATIBLE_WITH_CONDITION_TYPES'
  /** A market can only have market catalogs. */
  | 'CATALOG_TYPE_NOT_SUPPORTED'
  /** A channel driver must have a channel specification. */
  | 'CHANNEL_DRIVER_MUST_HAVE_CHANNEL_SPECIFICATION'
  /** A channel market must have a single channel driver. */
  | 'CHANNEL_MARKET_MUST_HAVE_SINGLE_CHANNEL_DRIVER'
  /** The selected channel is not valid for a channel market. */
  | 'CHANNEL_NOT_VALID_FOR_CHANNEL_MARKET'
  /** One or more condition IDs were not found. */
  | 'CONDITIONS_NOT_FOUND'
  /** Contains regions that cannot be managed. */
  | 'CONTAINS_REGIONS_THAT_CANNOT_BE_MANAGED'
  /** One or more customizations were not found. */
  | 'CUSTOMIZATIONS_NOT_FOUND'
  /** The language isn't enabled on the store. */
  | 'DISABLED_LANGUAGE'
  /** One or more discounts exceed the maximum number of markets allowed. */
  | 'DISCOUNT_EXCEEDS_MARKET_LIMIT'
  /** The shop does not have discounts enabled for B2B markets. */
  | 'DISCOUNT_NOT_COMPATIBLE_WITH_B2B_MARKET'
  /** One or more discounts do not have market eligibility. */
  | 'DISCOUNT_NOT_MARKET_CONTEXTUAL'
  /** Domain was not found. */
  | 'DOMAIN_NOT_FOUND'
  /** Duplicates found in languages. */
  | 'DUPLICATE_LANGUAGES'
  /** Duplicate region market. */
  | 'DUPLICATE_REGION_MARKET'
  /** Duplicate unique market. */
  | 'DUPLICATE_UNIQUE_MARKET'
  /** Exceeds max multi-context markets. */
  | 'EXCEEDS_MAX_MULTI_CONTEXT_MARKETS'
  /** An error occurred. See the message for details. */
  | 'GENERIC_ERROR'
  /** Global-e pricing configurations can only be edited by Global-e. */
  | 'GLOBAL_E_PRICING_STRATEGY_NOT_PERMITTED'
  /** The input value isn't included in the list. */
  | 'INCLUSION'
  /** Inclusive pricing cannot be added to a market with the specified condition types. */
  | 'INCLUSIVE_PRICING_NOT_COMPATIBLE_WITH_CONDITION_TYPES'
  /** The specified conditions are not compatible with each other. */
  | 'INCOMPATIBLE_CONDITIONS'
  /** The selected customization can't be applied to this configuration. */
  | 'INCOMPATIBLE_CONFIGURATION'
  /** The input value is invalid. */
  | 'INVALID'
  /** Channel ids are invalid. */
  | 'INVALID_CHANNEL_IDS'
  /** A country condition and a subdivision condition belonging to the same country cannot be added to the same market. */
  | 'INVALID_COUNTRY_AND_SUBDIVISION_CONDITIONS'
  /** Can't add selected customizations to a market with a subdivision condition. */
  | 'INVALID_CUSTOMIZATION_FOR_SUBDIVISION_CONDITION'
  /** The province format is invalid. */
  | 'INVALID_PROVINCE_FORMAT'
  /** Can't add selected responders to a province driven market. */
  | 'INVALID_RESPONDER_FOR_PROVINCE_DRIVEN_MARKET'
  /** Invalid combination of status and enabled. */
  | 'INVALID_STATUS_AND_ENABLED_COMBINATION'
  /** The subdivision format is invalid. */
  | 'INVALID_SUBDIVISION_FORMAT'
  /** Location match all is only valid with one non-match all region. */
  | 'LOCATION_MATCH_ALL_REQUIRES_ONE_SPECIFIC_REGION'
  /** A location's country does not match the region's country. */
  | 'LOCATION_REGION_COUNTRY_MISMATCH'
  /** The currency settings of the given market cannot be changed because the market manager has exclusive control of pricing. */
  | 'MANAGED_MARKET'
  /** Catalogs created by Managed Markets cannot be added to a market. */
  | 'MANAGED_MARKETS_CATALOG_NOT_ALLOWED'
  /** Resources created by Managed Markets cannot be added to a market. */
  | 'MANAGED_MARKETS_RESOURCE_NOT_ALLOWED'
  /** A Managed Market must use currencies that correspond to all of its countries. */
  | 'MANAGED_MARKET_CURRENCY_MUST_MATCH_COUNTRY'
  /** A direct connection catalog can't be attached to a market. */
  | 'MARKET_CANT_HAVE_DIRECT_CONNECTION_CATALOG'
  /** Market managers and condition types are not compatible with each other. */
  | 'MARKET_MANAGER_NOT_COMPATIBLE_WITH_CONDITION_TYPES'
  /** Market and condition types are not compatible with each other. */
  | 'MARKET_NOT_COMPATIBLE_WITH_CONDITION_TYPES'
  /** The market wasn't found. */
  | 'MARKET_NOT_FOUND'
  /** Can't add another web presence to the market. */
  | 'MARKET_REACHED_WEB_PRESENCE_LIMIT'
  /** Another modification to this market is in progress. */
  | 'MARKET_UPDATE_CONCURRENT_MODIFICATION'
  /** The country code is missing. */
  | 'MISSING_COUNTRY_CODE'
  /** The province code is missing. */
  | 'MISSING_PROVINCE_CODE'
  /** The subdivision code is missing. */
  | 'MISSING_SUBDIVISION_CODE'
  /** All retail locations in a market must be in the same country. */
  | 'MIXED_COUNTRY_LOCATIONS_NOT_ALLOWED'
  /** The shop's payment gateway does not support enabling more than one currency. */
  | 'MULTIPLE_CURRENCIES_NOT_SUPPORTED'
  /** Can’t delete, disable, or change the type of the last region market. */
  | 'MUST_HAVE_AT_LEAST_ONE_ACTIVE_REGION_MARKET'
  /** Your shop is not entitled to activate markets of this type. */
  | 'NOT_ENTITLED_TO_ACTIVATE_MARKET'
  /** No languages selected. */
  | 'NO_LANGUAGES'
  /** Can't enable or disable local currencies on a single country market. */
  | 'NO_LOCAL_CURRENCIES_ON_SINGLE_COUNTRY_MARKET'
  /** Rounding is not supported if unified markets are not enabled. */
  | 'NO_ROUNDING_ON_LEGACY_MARKET'
  /** POS location markets must be merchant managed. */
  | 'POS_LOCATION_MARKET_MUST_BE_MERCHANT_MANAGED'
  /** The primary market must use the primary domain. */
  | 'PRIMARY_MARKET_MUST_USE_PRIMARY_DOMAIN'
  /** The province doesn't exist. */
  | 'PROVINCE_DOES_NOT_EXIST'
  /** The market region wasn't found. */
  | 'REGION_NOT_FOUND'
  /** The selected region is not supported for the selected channel. */
  | 'REGION_NOT_SUPPORTED_FOR_CHANNEL'
  /** Cannot add region-specific language. */
  | 'REGION_SPECIFIC_LANGUAGE'
  /** One of `subfolderSuffix` or `domainId` is required. */
  | 'REQUIRES_DOMAIN_OR_SUBFOLDER'
  /** Exactly one input option is required. */
  | 'REQUIRES_EXACTLY_ONE_OPTION'
  /** Retail location currency must be local. */
  | 'RETAIL_LOCATION_CURRENCY_MUST_BE_LOCAL'
  /** Shipping and condition types are not compatible with each other. */
  | 'SHIPPING_NOT_COMPATIBLE_WITH_CONDITION_TYPES'
  /** The shop must have a web presence that uses the primary domain. */
  | 'SHOP_MUST_HAVE_PRIMARY_DOMAIN_WEB_PRESENCE'
  /** Can't have more than 50 markets. */
  | 'SHOP_REACHED_MARKETS_LIMIT'
  /** Specified conditions cannot be empty. */
  | 'SPECIFIED_CONDITIONS_CANNOT_BE_EMPTY'
  /** With an ID list in input, SPECIFIED is not needed. */
  | 'SPECIFIED_NOT_VALID_FOR_INPUT'
  /** The subdivision doesn't exist. */
  | 'SUBDIVISION_DOES_NOT_EXIST'
  /** The selected subdivision does not belong to the selected country. */
  | 'SUBDIVISION_MUST_BELONG_TO_COUNTRY'
  /** The subfolder suffix is invalid, please provide a different value. */
  | 'SUBFOLDER_SUFFIX_CANNOT_BE_SCRIPT_CODE'
  /** The subfolder suffix must be at least 2 letters. */
  | 'SUBFOLDER_SUFFIX_MUST_BE_AT_LEAST_2_LETTERS'
  /** The subfolder suffix must contain only letters. */
  | 'SUBFOLDER_SUFFIX_MUST_CONTAIN_ONLY_LETTERS'
  /** The input value is already taken. */
  | 'TAKEN'
  /** The input value is too long. */
  | 'TOO_LONG'
  /** The input value is too short. */
  | 'TOO_SHORT'
  /** Unified markets are not enabled. */
  | 'UNIFIED_MARKETS_NOT_ENABLED'
  /** Managing this catalog is not supported by your plan. */
  | 'UNPERMITTED_ENTITLEMENTS_MARKET_CATALOGS'
  /** The language isn't published to the store. */
  | 'UNPUBLISHED_LANGUAGE'
  /** Can't add unsupported country or region. */
  | 'UNSUPPORTED_COUNTRY_REGION'
  /** The specified currency is not supported. */
  | 'UNSUPPORTED_CURRENCY'
  /** The user doesn't have permission access to create or edit markets. */
  | 'USER_LACKS_PERMISSION'
  /** Web presences and condition types are not compatible with each other. */
  | 'WEB_PRESENCE_NOT_COMPATIBLE_WITH_CONDITION_TYPES'
  /** The market web presence wasn't found. */
  | 'WEB_PRESENCE_NOT_FOUND'
  /** Can't add web presence to the another market. */
  | 'WEB_PRESENCE_REACHED_MARKETS_LIMIT'
  /** A web presence cannot be added to a market with type retail location. */
  | 'WEB_PRESENCE_RETAIL_LOCATION'
  /** Matching ALL or NONE isn't supported for this driver type. */
  | 'WILDCARD_NOT_SUPPORTED';

/** The possible statuses for a media object. */
export type MediaStatus =
  /** Media processing has failed. */
  | 'FAILED'
  /** Media is being processed. */
  | 'PROCESSING'
  /** Media is ready to be displayed. */
  | 'READY'
  /** Media has been uploaded but not yet processed. */
  | 'UPLOADED';

/** Possible error codes that can be returned by `MediaUserError`. */
export type MediaUserErrorCode =
  /** The input value is blank. */
  | 'BLANK'
  /** The input value is invalid. */
  | 'INVALID'
  /** Invalid media type. */
  | 'INVALID_MEDIA_TYPE'
  /** Exceeded the maximum number of 100 variant-media pairs per mutation call. */
  | 'MAXIMUM_VARIANT_MEDIA_PAIRS_EXCEEDED'
  /** Media cannot be modified. It is currently being modified by another operation. */
  | 'MEDIA_CANNOT_BE_MODIFIED'
  /** Media does not exist. */
  | 'MEDIA_DOES_NOT_EXIST'
  /** Media does not exist on the given product. */
  | 'MEDIA_DOES_NOT_EXIST_ON_PRODUCT'
  /** The specified media is not attached to the specified variant. */
  | 'MEDIA_IS_NOT_ATTACHED_TO_VARIANT'
  /** Missing arguments. */
  | 'MISSING_ARGUMENTS'
  /** Model3d creation throttle was exceeded. */
  | 'MODEL3D_THROTTLE_EXCEEDED'
  /** Model validation failed. */
  | 'MODEL3D_VALIDATION_ERROR'
  /** Non-ready media are not supported. */
  | 'NON_READY_MEDIA'
  /** Product does not exist. */
  | 'PRODUCT_DOES_NOT_EXIST'
  /** Exceeded the limit of media per product. */
  | 'PRODUCT_MEDIA_LIMIT_EXCEEDED'
  /** Product is suspended. */
  | 'PRODUCT_SUSPENDED'
  /** Product variant already has attached media. */
  | 'PRODUCT_VARIANT_ALREADY_HAS_MEDIA'
  /** Variant does not exist on the given product. */
  | 'PRODUCT_VARIANT_DOES_NOT_EXIST_ON_PRODUCT'
  /** Variant specified in more than one pair. */
  | 'PRODUCT_VARIANT_SPECIFIED_MULTIPLE_TIMES'
  /** Exceeded the limit of media per shop. */
  | 'SHOP_MEDIA_LIMIT_EXCEEDED'
  /** Only one mediaId is allowed per variant-media input pair. */
  | 'TOO_MANY_MEDIA_PER_INPUT_PAIR'
  /** Video creation throttle was exceeded. */
  | 'VIDEO_THROTTLE_EXCEEDED'
  /** Video validation failed. */
  | 'VIDEO_VALIDATION_ERROR';

/** The input fields that set access permissions for the definition's metafields. */
export type MetafieldAccessInput = {
  /** The access permitted on the Admin API. */
  admin?: MetafieldAdminAccessInput | null | undefined;
  /** The access permitted on the Customer Account API. */
  customerAccount?: MetafieldCustomerAccountAccessInput | null | undefined;
  /** The access permitted on the Storefront API. */
  storefront?: MetafieldStorefrontAccessInput | null | undefined;
};

/** Metafield access permissions for the Admin API. */
export type MetafieldAdminAccessInput =
  /** The merchant has read-only access. No other apps have access. */
  | 'MERCHANT_READ'
  /** The merchant has read and write access. No other apps have access. */
  | 'MERCHANT_READ_WRITE';

/** The input fields for enabling and disabling the admin filterable capability. */
export type MetafieldCapabilityAdminFilterableInput = {
  /** Indicates whether the capability should be enabled or disabled. */
  enabled: boolean;
};

/** The input fields for the analytics queryable capability. */
export type MetafieldCapabilityAnalyticsQueryableInput = {
  /** Indicates whether the capability should be enabled or disabled. */
  enabled: boolean;
};

/**
 * The input fields for enabling or disabling the "Cart to order copyable" capability.
 * This capability is only available for order metafield definitions.
 *
 * When enabled, the value from a cart metafield is automatically copied to the corresponding
 * order metafield when an order is created. The namespace and key must match between the cart and order metafields.
 */
export type MetafieldCapabilityCartToOrderCopyableInput = {
  /** Indicates whether the capability should be enabled or disabled. */
  enabled: boolean;
};

/** The input fields for creating a metafield capability. */
export type MetafieldCapabilityCreateInput = {
  /** The input for updating the admin filterable capability. */
  adminFilterable?: MetafieldCapabilityAdminFilterableInput | null | undefined;
  /** The input for the analytics queryable capability. */
  analyticsQueryable?: MetafieldCapabilityAnalyticsQueryableInput | null | undefined;
  /** The input for updating the cart to order copyable capability. */
  cartToOrderCopyable?: MetafieldCapabilityCartToOrderCopyableInput | null | undefined;
  /** The input for updating the smart collection condition capability. */
  smartCollectionCondition?: MetafieldCapabilitySmartCollectionConditionInput | null | undefined;
  /** The input for updating the unique values capability. */
  uniqueValues?: MetafieldCapabilityUniqueValuesInput | null | undefined;
};

/** The input fields for enabling and disabling the smart collection condition capability. */
export type MetafieldCapabilitySmartCollectionConditionInput = {
  /** Indicates whether the capability should be enabled or disabled. */
  enabled: boolean;
};

/** The input fields for enabling and disabling the unique values capability. */
export type MetafieldCapabilityUniqueValuesInput = {
  /** Indicates whether the capability should be enabled or disabled. */
  enabled: boolean;
};

/** Metafield access permissions for the Customer Account API. */
export type MetafieldCustomerAccountAccessInput =
  /** No access. */
  | 'NONE'
  /** Read-only access. */
  | 'READ'
  /** Read and write access. */
  | 'READ_WRITE';

/**
 * The input fields required to create metafield definition [constraints](https://shopify.dev/apps/build/custom-data/metafields/conditional-metafield-definitions).
 * Each constraint applies a metafield definition to a subtype of a resource.
 */
export type MetafieldDefinitionConstraintsInput = {
  /** The category of resource subtypes that the definition applies to. */
  key: string;
  /** The specific constraint subtype values that the definition applies to. */
  values: Array<string>;
};

/** Possible error codes that can be returned by `MetafieldDefinitionCreateUserError`. */
export type MetafieldDefinitionCreateUserErrorCode =
  /** Admin access can only be specified for app-owned metafield definitions. */
  | 'ADMIN_ACCESS_INPUT_NOT_ALLOWED'
  /** The input value is blank. */
  | 'BLANK'
  /** A capability is required for the definition type but is disabled. */
  | 'CAPABILITY_REQUIRED_BUT_DISABLED'
  /** A duplicate option. */
  | 'DUPLICATE_OPTION'
  /** The input value isn't included in the list. */
  | 'INCLUSION'
  /** The input value is invalid. */
  | 'INVALID'
  /** The metafield definition capability is invalid. */
  | 'INVALID_CAPABILITY'
  /** A field contains an invalid character. */
  | 'INVALID_CHARACTER'
  /** The metafield definition constraints are invalid. */
  | 'INVALID_CONSTRAINTS'
  /** The input combination is invalid. */
  | 'INVALID_INPUT_COMBINATION'
  /** An invalid option. */
  | 'INVALID_OPTION'
  /** The maximum limit of definitions per owner type has exceeded. */
  | 'LIMIT_EXCEEDED'
  /** You have reached the maximum allowed definitions for automated collections. */
  | 'OWNER_TYPE_LIMIT_EXCEEDED_FOR_AUTOMATED_COLLECTIONS'
  /** You have reached the maximum allowed definitions to be used as admin filters. */
  | 'OWNER_TYPE_LIMIT_EXCEEDED_FOR_USE_AS_ADMIN_FILTERS'
  /** The pinned limit has been reached for the owner type. */
  | 'PINNED_LIMIT_REACHED'
  /** The input value needs to be blank. */
  | 'PRESENT'
  /** This namespace and key combination is reserved for standard definitions. */
  | 'RESERVED_NAMESPACE_KEY'
  /** The definition limit per owner type has exceeded. */
  | 'RESOURCE_TYPE_LIMIT_EXCEEDED'
  /** The definition limit per owner type for the app has exceeded. */
  | 'RESOURCE_TYPE_LIMIT_EXCEEDED_BY_APP'
  /** The input value is already taken. */
  | 'TAKEN'
  /** The input value is too long. */
  | 'TOO_LONG'
  /** The input value is too short. */
  | 'TOO_SHORT'
  /** The definition type is not eligible to be used as collection condition. */
  | 'TYPE_NOT_ALLOWED_FOR_CONDITIONS'
  /** This namespace and key combination is already in use for a set of your metafields. */
  | 'UNSTRUCTURED_ALREADY_EXISTS'
  /** The metafield definition does not support pinning. */
  | 'UNSUPPORTED_PINNING';

/** The input fields required to create a metafield definition. */
export type MetafieldDefinitionInput = {
  /** The access settings that apply to each of the metafields that belong to the metafield definition. */
  access?: MetafieldAccessInput | null | undefined;
  /** The capabilities of the metafield definition. */
  capabilities?: MetafieldCapabilityCreateInput | null | undefined;
  /**
   * The [constraints](https://shopify.dev/apps/build/custom-data/metafields/conditional-metafield-definitions)
   * that determine what resources a metafield definition applies to.
   */
  constraints?: MetafieldDefinitionConstraintsInput | null | undefined;
  /** The description for the metafield definition. */
  description?: string | null | undefined;
  /**
   * The unique identifier for the metafield definition within its namespace.
   *
   * Must be 2-64 characters long and only contain alphanumeric, hyphen, and underscore characters.
   */
  key: string;
  /** The human-readable name for the metafield definition. */
  name: string;
  /**
   * The container for a group of metafields that the metafield definition will be associated with. If omitted, the
   * app-reserved namespace will be used.
   *
   * Must be 3-255 characters long and only contain alphanumeric, hyphen, and underscore characters.
   */
  namespace?: string | null | undefined;
  /** The resource type that the metafield definition is attached to. */
  ownerType: MetafieldOwnerType;
  /**
   * Whether to [pin](https://help.shopify.com/manual/custom-data/metafields/pinning-metafield-definitions)
   * the metafield definition.
   */
  pin?: boolean | null | undefined;
  /**
   * The type of data that each of the metafields that belong to the metafield definition will store.
   * Refer to the list of [supported types](https://shopify.dev/apps/metafields/types).
   */
  type: string;
  /**
   * Whether the metafield definition can be used as a collection condition.
   * @deprecated Use `smartCollectionCondition` instead.
   */
  useAsCollectionCondition?: boolean | null | undefined;
  /**
   * A list of [validation options](https://shopify.dev/apps/metafields/definitions/validation) for
   * the metafields that belong to the metafield definition. For example, for a metafield definition with the
   * type `date`, you can set a minimum date validation so that each of the metafields that belong to it can only
   * store dates after the specified minimum.
   */
  validations?: Array<MetafieldDefinitionValidationInput> | null | undefined;
};

/**
 * The name and value for a metafield definition validation.
 *
 * For example, for a metafield definition of `single_line_text_field` type, you
 * can set a validation with the name `min` and a value of `10`.
 * This validation will ensure that the value of the metafield is at least 10 characters.
 *
 * Refer to the [list of supported validations](https://shopify.dev/apps/build/custom-data/metafields/list-of-validation-options).
 */
export type MetafieldDefinitionValidationInput = {
  /** The name for the metafield definition validation. */
  name: string;
  /** The value for the metafield definition validation. */
  value: string;
};

/** The input fields that identify metafields. */
export type MetafieldIdentifierInput = {
  /** The key of the metafield. */
  key: string;
  /** The namespace of the metafield. */
  namespace: string;
  /** The unique ID of the resource that the metafield is attached to. */
  ownerId: string;
};

/**
 * The input fields to use to create or update a metafield through a mutation on the owning resource.
 * An alternative way to create or update a metafield is by using the
 * [metafieldsSet](https://shopify.dev/api/admin-graphql/latest/mutations/metafieldsSet) mutation.
 */
export type MetafieldInput = {
  /** The unique ID of the metafield. Using `namespace` and `key` is preferred for creating and updating. */
  id?: string | null | undefined;
  /**
   * The unique identifier for a metafield within its namespace.
   *
   * Required when creating a metafield, but optional when updating. Used to help identify the metafield when
   * updating, but can't be updated itself.
   *
   * Must be 2-64 characters long and can contain alphanumeric, hyphen, and underscore characters.
   */
  key?: string | null | undefined;
  /**
   * The container for a group of metafields that the metafield is or will be associated with. Used in tandem with
   * `key` to lookup a metafield on a resource, preventing conflicts with other metafields with the same `key`.
   *
   * Required when creating a metafield, but optional when updating. Used to help identify the metafield when
   * updating, but can't be updated itself.
   *
   * Must be 3-255 characters long and can contain alphanumeric, hyphen, and underscore characters.
   */
  namespace?: string | null | undefined;
  /**
   * The type of data that's stored in the metafield.
   * Refer to the list of [supported types](https://shopify.dev/apps/metafields/types).
   *
   * Required when creating or updating a metafield without a definition.
   */
  type?: string | null | undefined;
  /** The data stored in the metafield. Always stored as a string, regardless of the metafield's type. */
  value?: string | null | undefined;
};

/** Possible types of a metafield's owner resource. */
export type MetafieldOwnerType =
  /** The Api Permission metafield owner type. */
  | 'API_PERMISSION'
  /** The Article metafield owner type. */
  | 'ARTICLE'
  /** The Blog metafield owner type. */
  | 'BLOG'
  /** The Cart Transform metafield owner type. */
  | 'CARTTRANSFORM'
  /** The Collection metafield owner type. */
  | 'COLLECTION'
  /** The Company metafield owner type. */
  | 'COMPANY'
  /** The Company Location metafield owner type. */
  | 'COMPANY_LOCATION'
  /** The Customer metafield owner type. */
  | 'CUSTOMER'
  /** The Delivery Customization metafield owner type. */
  | 'DELIVERY_CUSTOMIZATION'
  /** The Discount metafield owner type. */
  | 'DISCOUNT'
  /** The draft order metafield owner type. */
  | 'DRAFTORDER'
  /** The Fulfillment Constraint Rule metafield owner type. */
  | 'FULFILLMENT_CONSTRAINT_RULE'
  /** The GiftCardTransaction metafield owner type. */
  | 'GIFT_CARD_TRANSACTION'
  /** The Location metafield owner type. */
  | 'LOCATION'
  /** The Market metafield owner type. */
  | 'MARKET'
  /** The Media Image metafield owner type. */
  | 'MEDIA_IMAGE'
  /** The Order metafield owner type. */
  | 'ORDER'
  /** The Order Routing Location Rule metafield owner type. */
  | 'ORDER_ROUTING_LOCATION_RULE'
  /** The Page metafield owner type. */
  | 'PAGE'
  /** The Payment Customization metafield owner type. */
  | 'PAYMENT_CUSTOMIZATION'
  /** The Product metafield owner type. */
  | 'PRODUCT'
  /** The Product Variant metafield owner type. */
  | 'PRODUCTVARIANT'
  /** The Selling Plan metafield owner type. */
  | 'SELLING_PLAN'
  /** The Shop metafield owner type. */
  | 'SHOP'
  /** The Transfer metafield owner type. */
  | 'TRANSFER'
  /** The Validation metafield owner type. */
  | 'VALIDATION';

/** Metafield access permissions for the Storefront API. */
export type MetafieldStorefrontAccessInput =
  /** No access. */
  | 'NONE'
  /** Read-only access. */
  | 'PUBLIC_READ';

/** The input fields for a metafield value to set. */
export type MetafieldsSetInput = {
  /**
   * The `compareDigest` value obtained from a previous query. Provide this with
   * updates to ensure the metafield is modified safely.
   */
  compareDigest?: string | null | undefined;
  /**
   * The unique identifier for a metafield within its namespace.
   *
   * Must be 2-64 characters long and can contain alphanumeric, hyphen, and underscore characters.
   */
  key: string;
  /**
   * The container for a group of metafields that the metafield is or will be associated with. Used in tandem
   * with `key` to lookup a metafield on a resource, preventing conflicts with other metafields with the
   * same `key`. If omitted the app-reserved namespace will be used.
   *
   * Must be 3-255 characters long and can contain alphanumeric, hyphen, and underscore characters.
   */
  namespace?: string | null | undefined;
  /** The unique ID of the resource that the metafield is attached to. */
  ownerId: string;
  /**
   * The type of data that's stored in the metafield.
   * The type must be one of the [supported types](https://shopify.dev/apps/metafields/types).
   *
   * Required when there's no corresponding definition for the given `namespace`, `key`, and
   * owner resource type (derived from `ownerId`).
   */
  type?: string | null | undefined;
  /** The data stored in the metafield. Always stored as a string, regardless of the metafield's type. */
  value: string;
};

/** Possible error codes that can be returned by `MetafieldsSetUserError`. */
export type MetafieldsSetUserErrorCode =
  /** ApiPermission metafields can only be created or updated by the app owner. */
  | 'APP_NOT_AUTHORIZED'
  /** The input value is blank. */
  | 'BLANK'
  /** The metafield violates a capability restriction. */
  | 'CAPABILITY_VIOLATION'
  /** The input value isn't included in the list. */
  | 'INCLUSION'
  /** An internal error occurred. */
  | 'INTERNAL_ERROR'
  /** The input value is invalid. */
  | 'INVALID'
  /** The compareDigest is invalid. */
  | 'INVALID_COMPARE_DIGEST'
  /** The type is invalid. */
  | 'INVALID_TYPE'
  /** The value is invalid for the metafield type or for the definition options. */
  | 'INVALID_VALUE'
  /** The input value should be less than or equal to the maximum value allowed. */
  | 'LESS_THAN_OR_EQUAL_TO'
  /** The input value needs to be blank. */
  | 'PRESENT'
  /** The metafield has been modified since it was loaded. */
  | 'STALE_OBJECT'
  /** The input value is already taken. */
  | 'TAKEN'
  /** The input value is too long. */
  | 'TOO_LONG'
  /** The input value is too short. */
  | 'TOO_SHORT';

/** The input fields for a monetary value with currency. */
export type MoneyInput = {
  /** Decimal money amount. */
  amount: string;
  /** Currency of the money. */
  currencyCode: CurrencyCode;
};

/**
 * The input for moving a single object to a specific position in a set.
 *
 * Provide this input only for objects whose position actually changed; do not send inputs for the entire set.
 *
 * - id: The ID (GID) of the object to move.
 * - newPosition: The zero-based index of the object's position within the set at the time this move is applied.
 *
 * Moves are applied sequentially, so `newPosition` for each move is evaluated after all prior moves in the same list.
 * If `newPosition` is greater than or equal to the number of objects, the object is moved to the end of the set.
 * Values do not have to be unique. Objects not included in the move list keep
 * their relative order, aside from any displacement caused by the moves.
 */
export type MoveInput = {
  /** The ID of the object to be moved. */
  id: string;
  /**
   * Zero-based index of the object's position at the time this move is applied. If
   * the value is >= the number of objects, the object is placed at the end.
   */
  newPosition: string;
};

/** The input fields for creating or updating a product option. */
export type OptionSetInput = {
  /** Specifies the product option to update. */
  id?: string | null | undefined;
  /** Specifies the metafield the option is linked to. */
  linkedMetafield?: LinkedMetafieldCreateInput | null | undefined;
  /** Name of the option. */
  name?: string | null | undefined;
  /** Position of the option. */
  position?: number | null | undefined;
  /** Value associated with an option. */
  values?: Array<OptionValueSetInput> | null | undefined;
};

/** The input fields for creating or updating a product option value. */
export type OptionValueSetInput = {
  /** Specifies the product option value. */
  id?: string | null | undefined;
  /** Value associated with an option. */
  name?: string | null | undefined;
};

/** Discrepancy reasons for order adjustments. */
export type OrderAdjustmentInputDiscrepancyReason =
  /** The discrepancy reason is customer. */
  | 'CUSTOMER'
  /** The discrepancy reason is damage. */
  | 'DAMAGE'
  /** The discrepancy reason is not one of the predefined reasons. */
  | 'OTHER'
  /** The discrepancy reason is restocking. */
  | 'RESTOCK';

/** Represents the reason for the order's cancellation. */
export type OrderCancelReason =
  /** The customer wanted to cancel the order. */
  | 'CUSTOMER'
  /** Payment was declined. */
  | 'DECLINED'
  /** The order was fraudulent. */
  | 'FRAUD'
  /** There was insufficient inventory. */
  | 'INVENTORY'
  /** The order was canceled for an unlisted reason. */
  | 'OTHER'
  /** Staff made an error. */
  | 'STAFF';

/** The input fields used to specify the refund method for an order cancellation. */
export type OrderCancelRefundMethodInput =
  {   /** Whether to refund to the original payment method. */
  originalPaymentMethodsRefund: boolean; storeCreditRefund?: never; }
  |  { originalPaymentMethodsRefund?: never;   /** Whether to refund to store credit. */
  storeCreditRefund: OrderCancelStoreCreditRefundInput; };

/** Represents the status of the order's cancellation request. */
export type OrderCancelStatus =
  /** The order cancellation has failed. */
  | 'FAILED'
  /** The order cancellation has been initiated. */
  | 'STARTED'
  /** The order cancellation has been completed successfully. */
  | 'SUCCEEDED';

/** The input fields used to refund to store credit. */
export type OrderCancelStoreCreditRefundInput = {
  /** The expiration date of the store credit. */
  expiresAt?: string | null | undefined;
};

/** Possible error codes that can be returned by `OrderCancelUserError`. */
export type OrderCancelUserErrorCode =
  /** Unexpected internal error happened. */
  | 'INTERNAL_ERROR'
  /** The input value is invalid. */
  | 'INVALID'
  /** The record with the ID used as the input value couldn't be found. */
  | 'NOT_FOUND'
  /** An order refund was requested but the user does not have the refund_orders permission. */
  | 'NO_REFUND_PERMISSION'
  /** An order refund was requested but the user does not have the refund_to_store_credit permission. */
  | 'NO_REFUND_TO_STORE_CREDIT_PERMISSION'
  /** A store credit order refund was requested but the order is a B2B order. */
  | 'STORE_CREDIT_REFUND_B2B_NOT_SUPPORTED'
  /** A store credit order refund was requested but the expiration date is in the past. */
  | 'STORE_CREDIT_REFUND_EXPIRATION_IN_PAST'
  /** A store credit order refund was requested but the order has no customer. */
  | 'STORE_CREDIT_REFUND_MISSING_CUSTOMER';

/** The input fields for the authorized transaction to capture and the total amount to capture from it. */
export type OrderCaptureInput = {
  /** The amount to capture. The capture amount can't be greater than the amount of the authorized transaction. */
  amount: string;
  /**
   * The currency (in ISO format) that's used to capture the order. This must be
   * the presentment currency (the currency used by the customer) and is a required
   * field for orders where the currency and presentment currency differ.
   */
  currency?: CurrencyCode | null | undefined;
  /**
   * Indicates whether this is to be the final capture for the order transaction. Only applies to
   * Shopify Payments authorizations which are multi-capturable. If true, any uncaptured amount from the
   * authorization will be voided after the capture is completed. If false, the authorization will remain open
   * for future captures.
   *
   * For multi-capturable authorizations, this defaults to false if not provided. This field has no effect on
   * authorizations which aren't multi-capturable (can only be captured once), or on other types of
   * transactions.
   */
  finalCapture?: boolean | null | undefined;
  /** The ID of the order to capture. */
  id: string;
  /** The ID of the authorized transaction to capture. */
  parentTransactionId: string;
};

/** Represents the order's current financial status. */
export type OrderDisplayFinancialStatus =
  /**
   * Displayed as **Authorized**. The payment provider has validated the customer's
   * payment information. This status appears only for manual payment capture and
   * indicates payments should be captured before the authorization period expires.
   */
  | 'AUTHORIZED'
  /**
   * Displayed as **Expired**. Payment wasn't captured before the payment
   * provider's deadline on an authorized order. Some payment providers use this
   * status to indicate failed payment processing.
   */
  | 'EXPIRED'
  /** Displayed as **Paid**. Payment was automatically or manually captured, or the order was marked as paid. */
  | 'PAID'
  /**
   * Displayed as **Partially paid**. A payment was manually captured for the order
   * with an amount less than the full order value.
   */
  | 'PARTIALLY_PAID'
  /** Displayed as **Partially refunded**. The amount refunded to a customer is less than the full amount paid for an order. */
  | 'PARTIALLY_REFUNDED'
  /**
   * Displayed as **Pending**. Orders have this status when the payment provider
   * needs time to complete the payment, or when manual payment methods are being used.
   */
  | 'PENDING'
  /** Displayed as **Refunded**. The full amount paid for an order was refunded to the customer. */
  | 'REFUNDED'
  /**
   * Displayed as **Voided**. An authorized but uncaptured payment was voided,
   * releasing the hold on the funds. This is the payment's financial status and is
   * distinct from the order's status: an order can remain open even when its
   * payment is voided.
   */
  | 'VOIDED';

/**
 * The order's aggregated return status that's used for display purposes.
 * An order might have multiple returns, so this field communicates the prioritized return status.
 * The `OrderReturnStatus` enum is a supported filter parameter in the [`orders` query](https://shopify.dev/api/admin-graphql/latest/queries/orders#:~:text=reference_location_id-,return_status,-risk_level).
 */
export type OrderReturnStatus =
  /** All return shipments from a return in this order were inspected. */
  | 'INSPECTION_COMPLETE'
  /** Some items in the order are being returned. */
  | 'IN_PROGRESS'
  /** No items in the order were returned. */
  | 'NO_RETURN'
  /** Some items in the order were returned. */
  | 'RETURNED'
  /** Some returns in the order were not completed successfully. */
  | 'RETURN_FAILED'
  /** A return was requested for some items in the order. */
  | 'RETURN_REQUESTED';

/** Possible recommendations for an order. */
export type OrderRiskRecommendationResult =
  /** Recommends fulfilling the order. */
  | 'ACCEPT'
  /** Recommends cancelling the order. */
  | 'CANCEL'
  /** Recommends investigating the order by contacting buyers. */
  | 'INVESTIGATE'
  /** There is no recommended action for the order. */
  | 'NONE';

/** The set of valid sort keys for the Order query. */
export type OrderSortKeys =
  /** Sorts by the date and time the order was created. */
  | 'CREATED_AT'
  /** Sorts by the current total price of an order in the shop currency, including any returns/refunds/removals. */
  | 'CURRENT_TOTAL_PRICE'
  /** Sorts by the customer's name. */
  | 'CUSTOMER_NAME'
  /** Sort by shipping address to analyze regional sales patterns or plan logistics. */
  | 'DESTINATION'
  /** Sorts by the financial status of the order. */
  | 'FINANCIAL_STATUS'
  /** Sorts by the order's fulfillment status. */
  | 'FULFILLMENT_STATUS'
  /** Sort by the `id` value. */
  | 'ID'
  /** Sorts by the order number. */
  | 'ORDER_NUMBER'
  /** Sort by the purchase order number to match external procurement systems or track recent orders. */
  | 'PO_NUMBER'
  /** Sorts by the date and time the order was processed. */
  | 'PROCESSED_AT'
  /**
   * Sort by relevance to the search terms when the `query` parameter is specified on the connection.
   * Don't use this sort key when no search query is specified.
   */
  | 'RELEVANCE'
  /** Sort by the total quantity of all line items to identify large purchases or analyze inventory demand patterns. */
  | 'TOTAL_ITEMS_QUANTITY'
  /** Sorts by the total sold price of an order in the shop currency, excluding any returns/refunds/removals. */
  | 'TOTAL_PRICE'
  /** Sorts by the date and time the order was last updated. */
  | 'UPDATED_AT';

/** The input fields for the information needed to create an order transaction. */
export type OrderTransactionInput = {
  /** The amount of money for this transaction. */
  amount: string;
  /** The payment gateway to use for this transaction. */
  gateway: string;
  /** The kind of transaction. */
  kind: OrderTransactionKind;
  /** The ID of the order associated with the transaction. */
  orderId: string;
  /** The ID of the optional parent transaction, for example the authorization of a capture. */
  parentId?: string | null | undefined;
};

/** The different kinds of order transactions. */
export type OrderTransactionKind =
  /**
   * An amount reserved against the cardholder's funding source.
   * Money does not change hands until the authorization is captured.
   */
  | 'AUTHORIZATION'
  /** A transfer of the money that was reserved by an authorization. */
  | 'CAPTURE'
  /** The money returned to the customer when they've paid too much during a cash transaction. */
  | 'CHANGE'
  /** An authorization for a payment taken with an EMV credit card reader. */
  | 'EMV_AUTHORIZATION'
  /**
   * A partial or full return of captured funds to the cardholder.
   * A refund can happen only after a capture is processed.
   */
  | 'REFUND'
  /** An authorization and capture performed together in a single step. */
  | 'SALE'
  /** A suggested refund transaction that can be used to create a refund. */
  | 'SUGGESTED_REFUND'
  /** A cancelation of an authorization transaction. */
  | 'VOID';

/** The different states that an `OrderTransaction` can have. */
export type OrderTransactionStatus =
  /** Awaiting a response. */
  | 'AWAITING_RESPONSE'
  /** There was an error while processing the transaction. */
  | 'ERROR'
  /** The transaction failed. */
  | 'FAILURE'
  /** The transaction is pending. */
  | 'PENDING'
  /** The transaction succeeded. */
  | 'SUCCESS'
  /** The transaction status is unknown. */
  | 'UNKNOWN';

/**
 * The input fields used to include the line items of a specified fulfillment order
 * that should be marked as prepared for pickup by a customer.
 */
export type PreparedFulfillmentOrderLineItemsInput = {
  /** The ID of the fulfillment order. */
  fulfillmentOrderId: string;
};

/** The input fields to set a price list adjustment. */
export type PriceListAdjustmentInput = {
  /** The type of price adjustment, such as percentage increase or decrease. */
  type: PriceListAdjustmentType;
  /** The value of the price adjustment as specified by the `type`. */
  value: number;
};

/** The input fields to set a price list's adjustment settings. */
export type PriceListAdjustmentSettingsInput = {
  /** Determines how adjustments are applied to compare at prices. */
  compareAtMode?: PriceListCompareAtMode;
};

/** Represents a percentage price adjustment type. */
export type PriceListAdjustmentType =
  /** Percentage decrease type. Prices will have a lower value. */
  | 'PERCENTAGE_DECREASE'
  /** Percentage increase type. Prices will have a higher value. */
  | 'PERCENTAGE_INCREASE';

/** Represents how the compare at price will be determined for a price list. */
export type PriceListCompareAtMode =
  /** The compare at price is adjusted based on percentage specified in price list. */
  | 'ADJUSTED'
  /** The compare at prices are set to `null` unless explicitly defined by a fixed price value. */
  | 'NULLIFY';

/** The input fields to create a price list. */
export type PriceListCreateInput = {
  /**
   * The ID of the catalog to associate with this price list.If the catalog was
   * already associated with another price list then it will be unlinked.
   */
  catalogId?: string | null | undefined;
  /** Three letter currency code for fixed prices associated with this price list. */
  currency: CurrencyCode;
  /** The unique name of the price list, used as a human-readable identifier. */
  name: string;
  /** Relative adjustments to other prices. */
  parent: PriceListParentCreateInput;
};

/** The input fields to create a price list adjustment. */
export type PriceListParentCreateInput = {
  /** The relative adjustments to other prices. */
  adjustment: PriceListAdjustmentInput;
  /** The price list adjustment settings. */
  settings?: PriceListAdjustmentSettingsInput | null | undefined;
};

/** The input fields for providing the fields and values to use when creating or updating a fixed price list price. */
export type PriceListPriceInput = {
  /** The compare-at price of the product variant on this price list. */
  compareAtPrice?: MoneyInput | null | undefined;
  /** The price of the product variant on this price list. */
  price: MoneyInput;
  /** The product variant ID associated with the price list price. */
  variantId: string;
};

/** Possible error codes that can be returned by `PriceListPriceUserError`. */
export type PriceListPriceUserErrorCode =
  /** The input value is blank. */
  | 'BLANK'
  /** The issuance currency of a local currency gift card must match the price list currency. */
  | 'LOCAL_CURRENCY_GIFT_CARD_ISSUANCE_CURRENCY_MISMATCH'
  /** The price of a local currency gift card cannot exceed the maximum gift card purchase limit. */
  | 'LOCAL_CURRENCY_GIFT_CARD_LIMIT_EXCEEDED'
  /** The specified currency doesn't match the price list's currency. */
  | 'PRICE_LIST_CURRENCY_MISMATCH'
  /** The price list doesn't exist. */
  | 'PRICE_LIST_NOT_FOUND'
  /** Only fixed prices can be deleted. */
  | 'PRICE_NOT_FIXED'
  /** A fixed price for the specified product variant doesn't exist. */
  | 'VARIANT_NOT_FOUND';

/** Possible error codes that can be returned by `PriceListUserError`. */
export type PriceListUserErrorCode =
  /** The input value is blank. */
  | 'BLANK'
  /**
   * Quantity price breaks can be associated only with company location catalogs or
   * catalogs associated with compatible markets.
   */
  | 'CATALOG_CONTEXT_DOES_NOT_SUPPORT_QUANTITY_PRICE_BREAKS'
  /** Quantity rules can be associated only with company location catalogs or catalogs associated with compatible markets. */
  | 'CATALOG_CONTEXT_DOES_NOT_SUPPORT_QUANTITY_RULES'
  /** The specified catalog does not exist. */
  | 'CATALOG_DOES_NOT_EXIST'
  /** The price list currency must match the market catalog currency. */
  | 'CATALOG_MARKET_AND_PRICE_LIST_CURRENCY_MISMATCH'
  /** Catalog has a price list already assigned. */
  | 'CATALOG_TAKEN'
  /** Only one context rule option may be specified. */
  | 'CONTEXT_RULE_LIMIT_ONE_OPTION'
  /** A country catalog cannot be assigned to a price list. */
  | 'COUNTRY_PRICE_LIST_ASSIGNMENT'
  /** A price list’s currency must be the market currency. */
  | 'CURRENCY_MARKET_MISMATCH'
  /** The price list currency is not supported by the shop's payment gateway. */
  | 'CURRENCY_NOT_SUPPORTED'
  /** Something went wrong when trying to save the price list. Please try again. */
  | 'GENERIC_ERROR'
  /** The input value isn't included in the list. */
  | 'INCLUSION'
  /** The adjustment value must not be greater than 1000% for `type` `PERCENTAGE_INCREASE`. */
  | 'INVALID_ADJUSTMENT_MAX_VALUE'
  /** The adjustment value must not be greater than 100% for `type` `PERCENTAGE_DECREASE`. */
  | 'INVALID_ADJUSTMENT_MIN_VALUE'
  /**
   * The adjustment value must be a positive value and not be greater than 100% for
   * `type` `PERCENTAGE_DECREASE` and not be greater than 1000% for `type`
   * `PERCENTAGE_INCREASE`.
   */
  | 'INVALID_ADJUSTMENT_VALUE'
  /** The price list is currently being modified. Please try again later. */
  | 'PRICE_LIST_LOCKED'
  /** Cannot create price list for a primary market. */
  | 'PRICE_LIST_NOT_ALLOWED_FOR_PRIMARY_MARKET'
  /** The specified price list doesn't exist. */
  | 'PRICE_LIST_NOT_FOUND'
  /** The input value is already taken. */
  | 'TAKEN'
  /** The input value is too long. */
  | 'TOO_LONG';

/** The input fields to claim ownership for Product features such as Bundles. */
export type ProductClaimOwnershipInput = {
  /**
   * Claiming ownership of bundles lets the app render a custom UI for the bundles' card on the
   * products details page in the Shopify admin.
   *
   * Bundle ownership can only be claimed when creating the product. If you create `ProductVariantComponents`
   * in any of its product variants, then the bundle ownership is automatically assigned to the app making the call.
   *
   * [Learn more](https://shopify.dev/docs/apps/selling-strategies/bundles/product-config).
   */
  bundles?: boolean | null | undefined;
};

/** The input fields required to identify a resource. */
export type ProductSetIdentifiers =
  {   /** Custom ID of product to upsert. */
  customId: UniqueMetafieldValueInput; handle?: never; id?: never; }
  |  { customId?: never;   /** Handle of product to upsert. */
  handle: string; id?: never; }
  |  { customId?: never; handle?: never;   /** ID of product to update. */
  id: string; };

/** The input fields required to create or update a product via ProductSet mutation. */
export type ProductSetInput = {
  /**
   * The ID of the [category](https://shopify.github.io/product-taxonomy/releases/unstable/?categoryId=sg-4-17-2-17)
   * that's associated with the product.
   */
  category?: string | null | undefined;
  /**
   * The input field to enable an app to provide additional product features.
   * For example, you can specify
   * [`bundles: true`](https://shopify.dev/docs/api/admin-graphql/latest/input-objects/ProductClaimOwnershipInput#field-bundles)
   * in the `claimOwnership` field to let an app add a
   * [product configuration extension](https://shopify.dev/docs/apps/build/product-merchandising/bundles/product-configuration-extension/add-merchant-config-ui).
   */
  claimOwnership?: ProductClaimOwnershipInput | null | undefined;
  /** The IDs of collections that this product will be a member of. */
  collections?: Array<string> | null | undefined;
  /** The role of the product in a product grouping. It can only be set during creation. */
  combinedListingRole?: CombinedListingsRole | null | undefined;
  /**
   * The description of the product, with HTML tags.
   * For example, the description might include bold `<strong></strong>` and italic `<i></i>` text.
   */
  descriptionHtml?: string | null | undefined;
  /**
   * The files to associate with the product.
   *
   * Complexity cost: 1.9 per file.
   */
  files?: Array<FileSetInput> | null | undefined;
  /** Whether the product is a gift card. */
  giftCard?: boolean | null | undefined;
  /**
   * The [theme template](https://shopify.dev/docs/storefronts/themes/architecture/templates)
   * that's used when customers view a gift card in a store.
   */
  giftCardTemplateSuffix?: string | null | undefined;
  /**
   * A unique, human-readable string that's used to identify the product in URLs. A
   * handle can contain letters, hyphens (`-`), and numbers, but no spaces.
   * If no handle is explicitly provided, then the title is used to construct the product's handle.
   * For example, if a product is titled "Black Sunglasses" and no handle is
   * provided, then the handle `black-sunglasses` is generated (unless that handle
   * is already taken, in which case a suffix is added to make the handle unique).
   */
  handle?: string | null | undefined;
  /**
   * The product's ID.
   *
   * If you're creating a product, then you don't need to pass the `id` as input to the
   * [`productCreate`](https://shopify.dev/docs/api/admin-graphql/latest/mutations/productCreate) mutation.
   * If you're updating a product, then you do need to pass the `id` as input to the
   * [`productUpdate`](https://shopify.dev/docs/api/admin-graphql/latest/mutations/productUpdate) mutation
   * to identify which product you want to update.
   * @deprecated Use `identifier` instead to get the product's ID
   */
  id?: string | null | undefined;
  /**
   * The metafields to associate with this product.
   *
   * Complexity cost: 0.4 per metafield.
   */
  metafields?: Array<MetafieldInput> | null | undefined;
  /** List of custom product options and option values (maximum of 3 per product). */
  productOptions?: Array<OptionSetInput> | null | undefined;
  /**
   * The [product type](https://help.shopify.com/manual/products/details/product-type)
   * that merchants define.
   */
  productType?: string | null | undefined;
  /**
   * Whether a redirect is required after a new handle has been provided.
   * If `true`, then the old handle is redirected to the new one automatically.
   */
  redirectNewHandle?: boolean | null | undefined;
  /**
   * Whether the product can only be purchased with a selling plan (subscription).
   * Products that are sold exclusively on subscription can only be created on
   * online stores. If set to `true` on an already existing product, then the
   * product will be marked unavailable on channels that don't support subscriptions.
   */
  requiresSellingPlan?: boolean | null | undefined;
  /**
   * The [SEO title and description](https://help.shopify.com/manual/promoting-marketing/seo/adding-keywords)
   * that are associated with a product.
   */
  seo?: SeoInput | null | undefined;
  /** The status of the product. */
  status?: ProductStatus | null | undefined;
  /**
   * A list of searchable keywords that are
   * associated with the product. For example, a merchant might apply the `sports`
   * and `summer` tags to products that are associated with sportwear for summer.
   *
   * Updating `tags` overwrites any existing tags that were previously added to the product.
   * To add new tags without overwriting existing tags, use the
   * [`tagsAdd`](https://shopify.dev/api/admin-graphql/latest/mutations/tagsadd)
   * mutation.
   */
  tags?: Array<string> | null | undefined;
  /**
   * The [theme template](https://shopify.dev/docs/storefronts/themes/architecture/templates)
   * that's used when customers view a product in a store.
   */
  templateSuffix?: string | null | undefined;
  /**
   * The name for the product that displays to customers. If no handle is
   * explicitly provided, then the title is used to construct the product's handle.
   * For example, if a product is titled "Black Sunglasses" and no handle is
   * provided, then the handle `black-sunglasses` is generated.
   */
  title?: string | null | undefined;
  /**
   * A list of variants associated with the product.
   *
   * Complexity cost: 0.2 per variant.
   */
  variants?: Array<ProductVariantSetInput> | null | undefined;
  /** The name of the product's vendor. */
  vendor?: string | null | undefined;
};

/** The input fields required to set inventory quantities using `productSet` mutation. */
export type ProductSetInventoryInput = {
  /** The ID of the location of the inventory quantity being set. */
  locationId: string;
  /** The name of the inventory quantity being set. Must be one of `available` or `on_hand`. */
  name: string;
  /** The values to which each quantities will be set. */
  quantity: number;
};

/** Possible error codes that can be returned by `ProductSetUserError`. */
export type ProductSetUserErrorCode =
  /** An option cannot have both metafield linked and nonlinked option values. */
  | 'CANNOT_COMBINE_LINKED_AND_NONLINKED_OPTION_VALUES'
  /** The metafield violates a capability restriction. */
  | 'CAPABILITY_VIOLATION'
  /** Duplicated metafield value for linked option. */
  | 'DUPLICATED_METAFIELD_VALUE'
  /** Duplicated option name. */
  | 'DUPLICATED_OPTION_NAME'
  /** Duplicated option value. */
  | 'DUPLICATED_OPTION_VALUE'
  /** Duplicated value. */
  | 'DUPLICATED_VALUE'
  /** Cannot link multiple options to the same metafield. */
  | 'DUPLICATE_LINKED_OPTION'
  /** Something went wrong, please try again. */
  | 'GENERIC_ERROR'
  /** Gift card products can only be created after they have been activated. */
  | 'GIFT_CARDS_NOT_ACTIVATED'
  /** The product gift_card attribute cannot be changed after creation. */
  | 'GIFT_CARD_ATTRIBUTE_CANNOT_BE_CHANGED'
  /** Handle already in use. Please provide a new handle. */
  | 'HANDLE_NOT_UNIQUE'
  /** The id field is not allowed if identifier is provided. */
  | 'ID_NOT_ALLOWED'
  /** The identifier value does not match the value of the corresponding field in the input. */
  | 'INPUT_MISMATCH'
  /** Input is not valid. */
  | 'INVALID_INPUT'
  /** Metafield is not valid. */
  | 'INVALID_METAFIELD'
  /** Invalid metafield value for linked option. */
  | 'INVALID_METAFIELD_VALUE_FOR_LINKED_OPTION'
  /** Product is not valid. */
  | 'INVALID_PRODUCT'
  /** Product variant is not valid. */
  | 'INVALID_VARIANT'
  /** Inventory quantity input exceeds the limit of 50000. Consider using separate `inventorySetQuantities` mutations. */
  | 'INVENTORY_QUANTITIES_LIMIT_EXCEEDED'
  /** Error processing request in the background job. */
  | 'JOB_ERROR'
  /** No valid metafield definition found for linked option. */
  | 'LINKED_METAFIELD_DEFINITION_NOT_FOUND'
  /** Linked options are currently not supported for this shop. */
  | 'LINKED_OPTIONS_NOT_SUPPORTED_FOR_SHOP'
  /** The input argument `metafields` (if present) must contain the `customId` value. */
  | 'METAFIELD_MISMATCH'
  /** The input field corresponding to the identifier is required. */
  | 'MISSING_FIELD_REQUIRED'
  /** Resource matching the identifier was not found. */
  | 'NOT_FOUND'
  /** Options over limit. */
  | 'OPTIONS_OVER_LIMIT'
  /** Option does not exist. */
  | 'OPTION_DOES_NOT_EXIST'
  /** Each option must have at least one option value specified. */
  | 'OPTION_VALUES_MISSING'
  /** Option values over limit. */
  | 'OPTION_VALUES_OVER_LIMIT'
  /** Option value does not exist. */
  | 'OPTION_VALUE_DOES_NOT_EXIST'
  /** Product does not exist. */
  | 'PRODUCT_DOES_NOT_EXIST'
  /** Must specify product options when updating variants. */
  | 'PRODUCT_OPTIONS_INPUT_MISSING'
  /** Product is suspended. */
  | 'PRODUCT_SUSPENDED'
  /** Product variant does not exist. */
  | 'PRODUCT_VARIANT_DOES_NOT_EXIST'
  /** Must specify variants when updating options. */
  | 'VARIANTS_INPUT_MISSING'
  /** Number of product variants exceeds shop limit. */
  | 'VARIANTS_OVER_LIMIT';

/** The possible product statuses. */
export type ProductStatus =
  /**
   * The product is ready to sell and can be published to sales channels and apps.
   * Products with an active status aren't automatically published to sales
   * channels, such as the online store, or apps. By default, existing products are set to active.
   */
  | 'ACTIVE'
  /** The product is no longer being sold and isn't available to customers on sales channels and apps. */
  | 'ARCHIVED'
  /**
   * The product isn't ready to sell and is unavailable to customers on sales
   * channels and apps. By default, duplicated and unarchived products are set to draft.
   */
  | 'DRAFT'
  /**
   * The product is active but you need a direct link to view it. The product
   * doesn't show up in search, collections, or product recommendations. It will be
   * returned in Storefront API and Liquid only when referenced individually by
   * handle, id, or metafield reference.This status is only visible from 2025-10
   * and up, is translated to active in older versions and can't be changed from
   * unlisted in older versions.
   */
  | 'UNLISTED';

/** The input fields for updating a product. */
export type ProductUpdateInput = {
  /**
   * The ID of the [category](https://shopify.github.io/product-taxonomy/releases/unstable/?categoryId=sg-4-17-2-17)
   * that's associated with the product.
   */
  category?: string | null | undefined;
  /** A list of collection IDs to associate with the product. */
  collectionsToJoin?: Array<string> | null | undefined;
  /** The collection IDs to disassociate from the product. */
  collectionsToLeave?: Array<string> | null | undefined;
  /**
   * Whether to delete metafields whose constraints don't match the product's category.
   * Can only be used when updating the product's category.
   */
  deleteConflictingConstrainedMetafields?: boolean | null | undefined;
  /**
   * The description of the product, with HTML tags.
   * For example, the description might include bold `<strong></strong>` and italic `<i></i>` text.
   */
  descriptionHtml?: string | null | undefined;
  /**
   * The [theme template](https://shopify.dev/docs/storefronts/themes/architecture/templates)
   * that's used when customers view a gift card in a store.
   */
  giftCardTemplateSuffix?: string | null | undefined;
  /**
   * A unique, human-readable string that's used to identify the product in URLs. A
   * handle can contain letters, hyphens (`-`), and numbers, but no spaces.
   * If no handle is explicitly provided, then the title is used to construct the product's handle.
   * For example, if a product is titled "Black Sunglasses" and no handle is
   * provided, then the handle `black-sunglasses` is generated (unless that handle
   * is already taken, in which case a suffix is added to make the handle unique).
   */
  handle?: string | null | undefined;
  /** The product's ID. */
  id?: string | null | undefined;
  /**
   * The [custom fields](https://shopify.dev/docs/apps/build/custom-data) to associate with the product
   * for the purposes of adding and storing additional information.
   */
  metafields?: Array<MetafieldInput> | null | undefined;
  /**
   * The [product type](https://help.shopify.com/manual/products/details/product-type)
   * that merchants define.
   */
  productType?: string | null | undefined;
  /**
   * Whether a redirect is required after a new handle has been provided.
   * If `true`, then the old handle is redirected to the new one automatically.
   */
  redirectNewHandle?: boolean | null | undefined;
  /**
   * Whether the product can only be purchased with
   * a [selling plan](https://shopify.dev/docs/apps/build/purchase-options/subscriptions/selling-plans).
   * Products that are sold on subscription (`requiresSellingPlan: true`) can be updated only for online stores.
   * If you update a product to be subscription-only (`requiresSellingPlan:false`),
   * then the product is unpublished from all channels except the online store.
   */
  requiresSellingPlan?: boolean | null | undefined;
  /**
   * The [SEO title and description](https://help.shopify.com/manual/promoting-marketing/seo/adding-keywords)
   * that are associated with a product.
   */
  seo?: SeoInput | null | undefined;
  /**
   * The [product status](https://help.shopify.com/manual/products/details/product-details-page#product-status),
   * which controls visibility across all sales channels.
   */
  status?: ProductStatus | null | undefined;
  /**
   * A list of searchable keywords that are
   * associated with the product. For example, a merchant might apply the `sports`
   * and `summer` tags to products that are associated with sportwear for summer.
   *
   * Updating `tags` overwrites any existing tags that were previously added to the product.
   * To add new tags without overwriting existing tags, use the
   * [`tagsAdd`](https://shopify.dev/api/admin-graphql/latest/mutations/tagsadd)
   * mutation.
   */
  tags?: Array<string> | null | undefined;
  /**
   * The [theme template](https://shopify.dev/docs/storefronts/themes/architecture/templates)
   * that's used when customers view a product in a store.
   */
  templateSuffix?: string | null | undefined;
  /**
   * The name for the product that displays to customers. If no handle is
   * explicitly provided, then the title is used to construct the product's handle.
   * For example, if a product is titled "Black Sunglasses" and no handle is
   * provided, then the handle `black-sunglasses` is generated.
   */
  title?: string | null | undefined;
  /** The name of the product's vendor. */
  vendor?: string | null | undefined;
};

/** The input fields required to append media to a single variant. */
export type ProductVariantAppendMediaInput = {
  /** Specifies the media to append to the variant. */
  mediaIds: Array<string>;
  /** Specifies the variant to which media will be appended. */
  variantId: string;
};

/** The input fields required to detach media from a single variant. */
export type ProductVariantDetachMediaInput = {
  /** Specifies the media to detach from the variant. */
  mediaIds: Array<string>;
  /** Specifies the variant from which media will be detached. */
  variantId: string;
};

/** The valid values for the inventory policy of a product variant once it is out of stock. */
export type ProductVariantInventoryPolicy =
  /** Customers can buy this product variant after it's out of stock. */
  | 'CONTINUE'
  /** Customers can't buy this product variant after it's out of stock. */
  | 'DENY';

/** The input fields for specifying a product variant to create or update. */
export type ProductVariantSetInput = {
  /** The value of the barcode associated with the product. */
  barcode?: string | null | undefined;
  /** The compare-at price of the variant. */
  compareAtPrice?: string | null | undefined;
  /**
   * The file to associate with the variant.
   *
   * Complexity cost: 0.6 per variant file.
   *
   * Any file specified here must also be specified in the `files` input for the product.
   */
  file?: FileSetInput | null | undefined;
  /** Specifies the product variant to update or create a new variant if absent. */
  id?: string | null | undefined;
  /** The inventory item associated with the variant, used for unit cost. */
  inventoryItem?: InventoryItemInput | null | undefined;
  /** Whether customers are allowed to place an order for the product variant when it's out of stock. Defaults to `DENY`. */
  inventoryPolicy?: ProductVariantInventoryPolicy | null | undefined;
  /**
   * The inventory quantities at each location where the variant is stocked.
   * If you're updating an existing variant, then you can only update the
   * quantities at locations where the variant is already stocked.
   *
   * The total number of inventory quantities across all variants in the mutation can't exceed 50000.
   */
  inventoryQuantities?: Array<ProductSetInventoryInput> | null | undefined;
  /**
   * Additional customizable information about the product variant.
   *
   * Complexity cost: 0.4 per variant metafield.
   */
  metafields?: Array<MetafieldInput> | null | undefined;
  /** The custom properties that a shop owner uses to define product variants. */
  optionValues: Array<VariantOptionValueInput>;
  /** The order of the product variant in the list of product variants. The first position in the list is 1. */
  position?: number | null | undefined;
  /** The price of the variant. */
  price?: string | null | undefined;
  /**
   * Indicates whether the product variant is created as published or unpublished.
   * This option is only available for new product variants.
   */
  published?: boolean | null | undefined;
  /**
   * Whether a product variant requires components. The default value is `false`.
   * If `true`, then the product variant can only be purchased as a parent bundle with components and it will be omitted
   * from channels that don't support bundles.
   */
  requiresComponents?: boolean | null | undefined;
  /** Whether or not unit price should be shown for this product variant. */
  showUnitPrice?: boolean | null | undefined;
  /** The SKU for the variant. Case-sensitive string. */
  sku?: string | null | undefined;
  /** The tax code associated with the variant. */
  taxCode?: string | null | undefined;
  /** Whether the variant is taxable. */
  taxable?: boolean | null | undefined;
  /** The unit price measurement for the product variant. */
  unitPriceMeasurement?: UnitPriceMeasurementInput | null | undefined;
};

/** The input fields for specifying a product variant to create as part of a variant bulk mutation. */
export type ProductVariantsBulkInput = {
  /** The value of the barcode associated with the product variant. */
  barcode?: string | null | undefined;
  /** The compare-at price of the variant. */
  compareAtPrice?: string | null | undefined;
  /** Specifies the product variant to update or delete. */
  id?: string | null | undefined;
  /** The inventory item associated with the variant, used for unit cost. */
  inventoryItem?: InventoryItemInput | null | undefined;
  /** Whether customers are allowed to place an order for the variant when it's out of stock. Defaults to `DENY`. */
  inventoryPolicy?: ProductVariantInventoryPolicy | null | undefined;
  /**
   * The inventory quantities at each location where the variant is stocked. The number of elements
   * in the array of inventory quantities can't exceed the amount specified for the plan.
   * Supported as input with the `productVariantsBulkCreate` mutation only.
   */
  inventoryQuantities?: Array<InventoryLevelInput> | null | undefined;
  /** The ID of the media that's associated with the variant. */
  mediaId?: string | null | undefined;
  /** The URL of the media to associate with the variant. */
  mediaSrc?: Array<string> | null | undefined;
  /** The additional customizable information about the product variant. */
  metafields?: Array<MetafieldInput> | null | undefined;
  /** The custom properties that a shop owner uses to define product variants. */
  optionValues?: Array<VariantOptionValueInput> | null | undefined;
  /** The price of the variant. */
  price?: string | null | undefined;
  /**
   * Indicates whether the product variant is created as published or unpublished.
   * This option is only available for new product variants.
   */
  published?: boolean | null | undefined;
  /** Adjust inventory quantities with deltas. */
  quantityAdjustments?: Array<InventoryAdjustmentInput> | null | undefined;
  /**
   * Whether a product variant requires components. The default value is `false`.
   * If `true`, then the product variant can only be purchased as a parent bundle with components and it will be
   * omitted from channels that don't support bundles.
   */
  requiresComponents?: boolean | null | undefined;
  /** Whether the unit price should be shown for this product variant. */
  showUnitPrice?: boolean | null | undefined;
  /** The tax code associated with the variant. */
  taxCode?: string | null | undefined;
  /** Whether the variant is taxable. */
  taxable?: boolean | null | undefined;
  /** The unit price measurement for the product variant. */
  unitPriceMeasurement?: UnitPriceMeasurementInput | null | undefined;
};

/** Possible error codes that can be returned by `ProductVariantsBulkUpdateUserError`. */
export type ProductVariantsBulkUpdateUserErrorCode =
  /** The input value is blank. */
  | 'BLANK'
  /** Cannot set name for an option value linked to a metafield. */
  | 'CANNOT_SET_NAME_FOR_LINKED_OPTION_VALUE'
  /** Mutually exclusive input fields provided. */
  | 'CANNOT_SPECIFY_BOTH'
  /** The price of the variant must be greater than or equal to zero. */
  | 'GREATER_THAN_OR_EQUAL_TO'
  /** Input is invalid. */
  | 'INVALID_INPUT'
  /** Metafield value is invalid. */
  | 'INVALID_VALUE'
  /** Inventory quantity input exceeds the limit of 50000. Consider using separate `inventorySetQuantities` mutations. */
  | 'INVENTORY_QUANTITIES_LIMIT_EXCEEDED'
  /** Price must be 0 for variants of products with a gift card issuance currency. */
  | 'LOCAL_CURRENCY_GIFT_CARD_PRICE_MUST_BE_ZERO'
  /** Input must be for this product. */
  | 'MUST_BE_FOR_THIS_PRODUCT'
  /** Mandatory field input field missing. */
  | 'MUST_SPECIFY_ONE_OF_PAIR'
  /** Variant options are not enough. */
  | 'NEED_TO_ADD_OPTION_VALUES'
  /** Price cannot take a negative value. */
  | 'NEGATIVE_PRICE_VALUE'
  /** Input is not defined for this shop. */
  | 'NOT_DEFINED_FOR_SHOP'
  /** Inventory quantities cannot be provided during update. */
  | 'NO_INVENTORY_QUANTITES_DURING_UPDATE'
  /**
   * Inventory quantities can only be provided during create. To update inventory
   * for existing variants, use inventoryAdjustQuantities.
   */
  | 'NO_INVENTORY_QUANTITIES_ON_VARIANTS_UPDATE'
  /** Option does not exist. */
  | 'OPTION_DOES_NOT_EXIST'
  /** Variant options are more than the product options. */
  | 'OPTION_VALUES_FOR_NUMBER_OF_UNKNOWN_OPTIONS'
  /** Option value does not exist. */
  | 'OPTION_VALUE_DOES_NOT_EXIST'
  /** Option value name is too long. */
  | 'OPTION_VALUE_NAME_TOO_LONG'
  /** Product does not exist. */
  | 'PRODUCT_DOES_NOT_EXIST'
  /** Product is suspended. */
  | 'PRODUCT_SUSPENDED'
  /** Product variant does not exist. */
  | 'PRODUCT_VARIANT_DOES_NOT_EXIST'
  /** Product variant is missing ID attribute. */
  | 'PRODUCT_VARIANT_ID_MISSING'
  /** You reached the limit of available SKUs in your current plan. */
  | 'SUBSCRIPTION_VIOLATION'
  /** The input value is too long. */
  | 'TOO_LONG'
  /** The input value is too short. */
  | 'TOO_SHORT'
  /** Operation is not supported for a combined listing parent product. */
  | 'UNSUPPORTED_COMBINED_LISTING_PARENT_OPERATION'
  /** The variant already exists. */
  | 'VARIANT_ALREADY_EXISTS';

/** The input fields required to publish a resource. */
export type PublicationInput = {
  /**
   * ID of the channel.
   * @deprecated Use publicationId instead.
   */
  channelId?: string | null | undefined;
  /** ID of the publication. */
  publicationId?: string | null | undefined;
  /**
   * The date and time that the resource was published. Setting this to a date in
   * the future will schedule the resource to be published. Only online store
   * channels support future publishing. This field has no effect if you include it
   * in the `publishableUnpublish` mutation.
   */
  publishDate?: string | null | undefined;
};

/** The input fields required to reimburse duties on a refund. */
export type RefundDutyInput = {
  /** The ID of the duty in the refund. */
  dutyId: string;
  /** The type of refund for this duty. */
  refundType?: RefundDutyRefundType | null | undefined;
};

/** The type of refund to perform for a particular refund duty. */
export type RefundDutyRefundType =
  /** The duty is fully refunded. */
  | 'FULL'
  /** The duty is proportionally refunded based on the quantity of the refunded line item. */
  | 'PROPORTIONAL';

/** The input fields to create a refund. */
export type RefundInput = {
  /** Whether to allow the total refunded amount to surpass the amount paid for the order. */
  allowOverRefunding?: boolean | null | undefined;
  /**
   * The currency that is used to refund the order. This must be the presentment
   * currency, which is the currency used by the customer. This is a required field
   * for orders where the currency and presentment currency differ.
   */
  currency?: CurrencyCode | null | undefined;
  /** An optional reason for a discrepancy between calculated and actual refund amounts. */
  discrepancyReason?: OrderAdjustmentInputDiscrepancyReason | null | undefined;
  /** An optional note that's attached to the refund. */
  note?: string | null | undefined;
  /** Whether to send a refund notification to the customer. */
  notify?: boolean | null | undefined;
  /** The ID of the order that's being refunded. */
  orderId: string;
  /** The date and time when the refund is being processed. If not provided, it will be set to the current time. */
  processedAt?: string | null | undefined;
  /** A list of duties to refund. */
  refundDuties?: Array<RefundDutyInput> | null | undefined;
  /** A list of line items to refund. */
  refundLineItems?: Array<RefundLineItemInput> | null | undefined;
  /** A list of instructions to process the financial outcome of the refund. */
  refundMethods?: Array<RefundMethodInput> | null | undefined;
  /** The input fields that are required to reimburse shipping costs. */
  shipping?: ShippingRefundInput | null | undefined;
  /** A list of transactions involved in the refund. */
  transactions?: Array<OrderTransactionInput> | null | undefined;
};

/** The input fields required to reimburse line items on a refund. */
export type RefundLineItemInput = {
  /** The ID of the line item in the refund. */
  lineItemId: string;
  /** The intended location for restocking. If the `restockType` is set to `NO_RESTOCK`, then this value is empty. */
  locationId?: string | null | undefined;
  /** The quantity of the associated line item to be refunded. */
  quantity: number;
  /** The type of restock for this line item. */
  restockType?: RefundLineItemRestockType | null | undefined;
};

/** The type of restock performed for a particular refund line item. */
export type RefundLineItemRestockType =
  /** The refund line item was canceled. Use this when restocking unfulfilled line items. */
  | 'CANCEL'
  /**
   * Deprecated. The refund line item was restocked, without specifically
   * beingidentified as a return or cancelation. This value is not accepted when
   * creating new refunds.
   */
  | 'LEGACY_RESTOCK'
  /** Refund line item was not restocked. */
  | 'NO_RESTOCK'
  /** The refund line item was returned. Use this when restocking line items that were fulfilled. */
  | 'RETURN';

/** The input fields for processing the financial outcome of a refund. */
export type RefundMethodInput =
  {   /** The details of the refund to store credit. */
  storeCreditRefund: StoreCreditRefundInput; };

/** The input fields for SEO information. */
export type SeoInput = {
  /** SEO description of the product. */
  description?: string | null | undefined;
  /** SEO title of the product. */
  title?: string | null | undefined;
};

/** The input fields for creating a market's shipping configuration. */
export type ShippingConfigurationCreateInput = {
  /** Whether shipping is enabled for this market. When false, customers in this market won't see shipping options at checkout. */
  isEnabled: boolean;
  /** Shipping options to create for the market. */
  optionDefinitions?: Array<DeliveryOptionDefinitionCreateInput> | null | undefined;
};

/** The input fields that are required to reimburse shipping costs. */
export type ShippingRefundInput = {
  /** The monetary value of the shipping fees to be reimbursed. */
  amount?: string | null | undefined;
  /** Whether a full refund is provided. */
  fullRefund?: boolean | null | undefined;
};

/**
 * The possible HTTP methods that can be used when sending a request to upload a file using information from a
 * [StagedMediaUploadTarget](https://shopify.dev/api/admin-graphql/latest/objects/StagedMediaUploadTarget).
 */
export type StagedUploadHttpMethodType =
  /** The POST HTTP method. */
  | 'POST'
  /** The PUT HTTP method. */
  | 'PUT';

/** The input fields for generating staged upload targets. */
export type StagedUploadInput = {
  /**
   * The size of the file to upload, in bytes. This is required when the request's resource property is set to
   * [VIDEO](https://shopify.dev/api/admin-graphql/latest/enums/StagedUploadTargetGenerateUploadResource#value-video)
   * or [MODEL_3D](https://shopify.dev/api/admin-graphql/latest/enums/StagedUploadTargetGenerateUploadResource#value-model3d).
   */
  fileSize?: string | null | undefined;
  /** The file's name and extension. */
  filename: string;
  /**
   * The HTTP method to be used when sending a request to upload the file using the returned staged
   * upload target.
   */
  httpMethod?: StagedUploadHttpMethodType | null | undefined;
  /** The file's MIME type. */
  mimeType: string;
  /** The file's intended Shopify resource type. */
  resource: StagedUploadTargetGenerateUploadResource;
};

/** The resource type to receive. */
export type StagedUploadTargetGenerateUploadResource =
  /**
   * Represents bulk mutation variables.
   *
   * For example, bulk mutation variables can be used for bulk operations using the
   * [bulkOperationRunMutation mutation](https://shopify.dev/api/admin-graphql/latest/mutations/bulkOperationRunMutation).
   */
  | 'BULK_MUTATION_VARIABLES'
  /**
   * An image associated with a collection.
   *
   * For example, after uploading an image, you can use the
   * [collectionUpdate mutation](https://shopify.dev/api/admin-graphql/latest/mutations/collectionUpdate)
   * to add the image to a collection.
   */
  | 'COLLECTION_IMAGE'
  /**
   * Represents a file associated with a dispute.
   *
   * For example, after uploading the file, you can add the file to a dispute using the
   * [disputeEvidenceUpdate mutation](https://shopify.dev/api/admin-graphql/latest/mutations/disputeEvidenceUpdate).
   */
  | 'DISPUTE_FILE_UPLOAD'
  /**
   * Represents any file other than HTML.
   *
   * For example, after uploading the file, you can add the file to the
   * [Files page](https://shopify.com/admin/settings/files) in Shopify admin using the
   * [fileCreate mutation](https://shopify.dev/api/admin-graphql/latest/mutations/fileCreate).
   */
  | 'FILE'
  /**
   * An image.
   *
   * For example, after uploading an image, you can add the image to a product using the
   * [productCreateMedia mutation](https://shopify.dev/api/admin-graphql/latest/mutations/productCreateMedia)
   * or to the [Files page](https://shopify.com/admin/settings/files) in Shopify admin using the
   * [fileCreate mutation](https://shopify.dev/api/admin-graphql/latest/mutations/fileCreate).
   */
  | 'IMAGE'
  /**
   * A Shopify hosted 3d model.
   *
   * For example, after uploading the 3d model, you can add the 3d model to a product using the
   * [productCreateMedia mutation](https://shopify.dev/api/admin-graphql/latest/mutations/productCreateMedia).
   */
  | 'MODEL_3D'
  /**
   * An image that's associated with a product.
   *
   * For example, after uploading the image, you can add the image to a product using the
   * [productCreateMedia mutation](https://shopify.dev/api/admin-graphql/latest/mutations/productCreateMedia).
   */
  | 'PRODUCT_IMAGE'
  /**
   * Represents a label associated with a return.
   *
   * For example, once uploaded, this resource can be used to [create a
   * ReverseDelivery](https://shopify.dev/api/admin-graphql/unstable/mutations/reverseDeliveryCreateWithShipping).
   */
  | 'RETURN_LABEL'
  /**
   * An image.
   *
   * For example, after uploading the image, you can add the image to the
   * [Files page](https://shopify.com/admin/settings/files) in Shopify admin using the
   * [fileCreate mutation](https://shopify.dev/api/admin-graphql/latest/mutations/fileCreate).
   */
  | 'SHOP_IMAGE'
  /**
   * Represents a redirect CSV file.
   *
   * Example usage: This resource can be used for creating a
   * [UrlRedirectImport](https://shopify.dev/api/admin-graphql/2022-04/objects/UrlRedirectImport)
   * object for use in the
   * [urlRedirectImportCreate mutation](https://shopify.dev/api/admin-graphql/latest/mutations/urlRedirectImportCreate).
   */
  | 'URL_REDIRECT_IMPORT'
  /**
   * A Shopify-hosted video.
   *
   * For example, after uploading the video, you can add the video to a product using the
   * [productCreateMedia mutation](https://shopify.dev/api/admin-graphql/latest/mutations/productCreateMedia)
   * or to the [Files page](https://shopify.com/admin/settings/files) in Shopify admin using the
   * [fileCreate mutation](https://shopify.dev/api/admin-graphql/latest/mutations/fileCreate).
   */
  | 'VIDEO';

/** The input fields to process a refund to store credit. */
export type StoreCreditRefundInput = {
  /** The amount to be issued as store credit. */
  amount: MoneyInput;
  /** An optional expiration date for the store credit being issued. */
  expiresAt?: string | null | undefined;
};

/** The input fields that identify a unique valued metafield. */
export type UniqueMetafieldValueInput = {
  /** The key for the metafield. */
  key: string;
  /** The container the metafield belongs to. If omitted, the app-reserved namespace will be used. */
  namespace?: string | null | undefined;
  /** The value of the metafield. */
  value: string;
};

/** The input fields for the measurement used to calculate a unit price for a product variant (e.g. $9.99 / 100ml). */
export type UnitPriceMeasurementInput = {
  /** The quantity unit for the unit price measurement. */
  quantityUnit?: UnitPriceMeasurementMeasuredUnit | null | undefined;
  /** The quantity value for the unit price measurement. */
  quantityValue?: number | null | undefined;
  /** The reference unit for the unit price measurement. */
  referenceUnit?: UnitPriceMeasurementMeasuredUnit | null | undefined;
  /** The reference value for the unit price measurement. */
  referenceValue?: number | null | undefined;
};

/** The valid units of measurement for a unit price measurement. */
export type UnitPriceMeasurementMeasuredUnit =
  /** 100 centiliters equals 1 liter. */
  | 'CL'
  /** 100 centimeters equals 1 meter. */
  | 'CM'
  /** Imperial system unit of volume (U.S. customary unit). */
  | 'FLOZ'
  /** 1 foot equals 12 inches. */
  | 'FT'
  /** Imperial system unit of area. */
  | 'FT2'
  /** Metric system unit of weight. */
  | 'G'
  /** 1 gallon equals 128 fluid ounces (U.S. customary unit). */
  | 'GAL'
  /** Imperial system unit of length. */
  | 'IN'
  /** 1 item, a unit of count. */
  | 'ITEM'
  /** 1 kilogram equals 1000 grams. */
  | 'KG'
  /** Metric system unit of volume. */
  | 'L'
  /** Imperial system unit of weight. */
  | 'LB'
  /** Metric system unit of length. */
  | 'M'
  /** Metric system unit of area. */
  | 'M2'
  /** 1 cubic meter equals 1000 liters. */
  | 'M3'
  /** 1000 milligrams equals 1 gram. */
  | 'MG'
  /** 1000 milliliters equals 1 liter. */
  | 'ML'
  /** 1000 millimeters equals 1 meter. */
  | 'MM'
  /** 16 ounces equals 1 pound. */
  | 'OZ'
  /** 1 pint equals 16 fluid ounces (U.S. customary unit). */
  | 'PT'
  /** 1 quart equals 32 fluid ounces (U.S. customary unit). */
  | 'QT'
  /** The unit of measurement is unknown. Upgrade to the latest version of the API to resolve this unit. */
  | 'UNKNOWN'
  /** 1 yard equals 36 inches. */
  | 'YD';

/** The input fields required to create or modify a product variant's option value. */
export type VariantOptionValueInput = {
  /** Specifies the product option value by ID. */
  id?: string | null | undefined;
  /** Metafield value associated with an option. */
  linkedMetafieldValue?: string | null | undefined;
  /** Specifies the product option value by name. */
  name?: string | null | undefined;
  /** Specifies the product option by ID. */
  optionId?: string | null | undefined;
  /** Specifies the product option by name. */
  optionName?: string | null | undefined;
};

/** The supported formats for webhook subscriptions. */
export type WebhookSubscriptionFormat =
  | 'JSON'
  | 'XML';

/** The input fields for a webhook subscription. */
export type WebhookSubscriptionInput = {
  /**
   * URL where the webhook subscription should send the POST request when the event occurs.
   * @deprecated Use `uri` instead.
   */
  callbackUrl?: string | null | undefined;
  /**
   * A constraint specified using search syntax that ensures only webhooks that
   * match the specified filter are emitted. See our [guide on
   * filters](https://shopify.dev/docs/apps/build/webhooks/customize/filters) for more details.
   */
  filter?: string | null | undefined;
  /** The format in which the webhook subscription should send the data. */
  format?: WebhookSubscriptionFormat | null | undefined;
  /**
   * The list of fields to be included in the webhook subscription. Only the fields
   * specified will be included in the webhook payload. If null, then all fields
   * will be included. Learn more about [modifying webhook payloads](https://shopify.dev/docs/apps/build/webhooks/customize/modify_payloads).
   */
  includeFields?: Array<string> | null | undefined;
  /** The list of namespaces for any metafields that should be included in the webhook subscription. */
  metafieldNamespaces?: Array<string> | null | undefined;
  /** A list of identifiers specifying metafields to include in the webhook payload. */
  metafields?: Array<HasMetafieldsMetafieldIdentifierInput> | null | undefined;
  /** A human-readable name for the webhook subscription. */
  name?: string | null | undefined;
  /**
   * The URI where the webhook subscription should send events. Supports an HTTPS
   * URL, a Google Pub/Sub URI (pubsub://{project-id}:{topic-id}) or an Amazon
   * EventBridge event source ARN.
   */
  uri?: string | null | undefined;
};

/**
 * The supported topics for webhook subscriptions. You can use webhook subscriptions to receive
 * notifications about particular events in a shop.
 *
 * You create [mandatory webhooks](https://shopify.dev/apps/webhooks/configuration/mandatory-webhooks#mandatory-compliance-webhooks) either via the
 * [Partner Dashboard](https://shopify.dev/apps/webhooks/configuration/mandatory-webhooks#subscribe-to-privacy-webhooks)
 * or by updating the [app configuration file](https://shopify.dev/apps/tools/cli/configuration#app-configuration-file-example).
 *
 * > Tip:
 * >To configure your subscription using the app configuration file, refer to the
 * [full list of topic
 * names](https://shopify.dev/docs/api/webhooks?reference=graphql).
 */
export type WebhookSubscriptionTopic =
  /** The webhook topic for `app_purchases_one_time/update` events. Occurs whenever a one-time app charge is updated. */
  | 'APP_PURCHASES_ONE_TIME_UPDATE'
  /**
   * The webhook topic for `app/scopes_update` events. Occurs whenever the access
   * scopes of any installation are modified. Allows apps to keep track of the
   * granted access scopes of their installations.
   */
  | 'APP_SCOPES_UPDATE'
  /**
   * The webhook topic for `app_subscriptions/approaching_capped_amount` events.
   * Occurs when the balance used on an app subscription crosses 90% of the capped amount.
   */
  | 'APP_SUBSCRIPTIONS_APPROACHING_CAPPED_AMOUNT'
  /** The webhook topic for `app_subscriptions/update` events. Occurs whenever an app subscription is updated. */
  | 'APP_SUBSCRIPTIONS_UPDATE'
  /** The webhook topic for `app/uninstalled` events. Occurs whenever a shop has uninstalled the app. */
  | 'APP_UNINSTALLED'
  /**
   * The webhook topic for `audit_events/admin_api_activity` events. Triggers for
   * each auditable Admin API request. This topic is limited to one active
   * subscription per Plus store and requires the use of Google Cloud Pub/Sub or
   * AWS EventBridge. Requires the `read_audit_events` scope.
   */
  | 'AUDIT_EVENTS_ADMIN_API_ACTIVITY'
  /** The webhook topic for `bulk_operations/finish` events. Notifies when a Bulk Operation finishes. */
  | 'BULK_OPERATIONS_FINISH'
  /**
   * The webhook topic for `carts/create` events. Occurs when a cart is created in
   * the online store. Other types of carts aren't supported. For example, the
   * webhook doesn't support carts that are created in a custom storefront.
   * Requires the `read_orders` scope.
   */
  | 'CARTS_CREATE'
  /**
   * The webhook topic for `carts/update` events. Occurs when a cart is updated in
   * the online store. Other types of carts aren't supported. For example, the
   * webhook doesn't support carts that are updated in a custom storefront.
   * Requires the `read_orders` scope.
   */
  | 'CARTS_UPDATE'
  /**
   * The webhook topic for `channels/delete` events. Occurs whenever a channel is
   * deleted. Requires the `read_publications` scope.
   */
  | 'CHANNELS_DELETE'
  /** The webhook topic for `checkouts/create` events. Occurs whenever a checkout is created. Requires the `read_orders` scope. */
  | 'CHECKOUTS_CREATE'
  /** The webhook topic for `checkouts/delete` events. Occurs whenever a checkout is deleted. Requires the `read_orders` scope. */
  | 'CHECKOUTS_DELETE'
  /** The webhook topic for `checkouts/update` events. Occurs whenever a checkout is updated. Requires the `read_orders` scope. */
  | 'CHECKOUTS_UPDATE'
  /**
   * The webhook topic for `collections/create` events. Occurs whenever a
   * collection is created. Requires the `read_products` scope.
   */
  | 'COLLECTIONS_CREATE'
  /**
   * The webhook topic for `collections/delete` events. Occurs whenever a
   * collection is deleted. Requires the `read_products` scope.
   */
  | 'COLLECTIONS_DELETE'
  /**
   * The webhook topic for `collections/update` events. Occurs whenever a
   * collection is updated, including when a product is manually added or removed
   * from the collection or when the collection rules change. Occurs once if
   * multiple products are manually added or removed from a collection at the same
   * time. Not fired when attribute changes affect whether a product matches a
   * collection's rules. Requires the `read_products` scope.
   */
  | 'COLLECTIONS_UPDATE'
  /**
   * The webhook topic for `collection_listings/add` events. Occurs whenever a
   * collection listing is added. Requires the `read_product_listings` scope.
   */
  | 'COLLECTION_LISTINGS_ADD'
  /**
   * The webhook topic for `collection_listings/remove` events. Occurs whenever a
   * collection listing is removed. Requires the `read_product_listings` scope.
   */
  | 'COLLECTION_LISTINGS_REMOVE'
  /**
   * The webhook topic for `collection_listings/update` events. Occurs whenever a
   * collection listing is updated. Requires the `read_product_listings` scope.
   */
  | 'COLLECTION_LISTINGS_UPDATE'
  /**
   * The webhook topic for `collection_publications/create` events. Occurs whenever
   * a collection publication listing is created. Requires the `read_publications` scope.
   */
  | 'COLLECTION_PUBLICATIONS_CREATE'
  /**
   * The webhook topic for `collection_publications/delete` events. Occurs whenever
   * a collection publication listing is deleted. Requires the `read_publications` scope.
   */
  | 'COLLECTION_PUBLICATIONS_DELETE'
  /**
   * The webhook topic for `collection_publications/update` events. Occurs whenever
   * a collection publication listing is updated. Requires the `read_publications` scope.
   */
  | 'COLLECTION_PUBLICATIONS_UPDATE'
  /**
   * The webhook topic for `companies/create` events. Occurs whenever a company is
   * created. Requires at least one of the following scopes: read_customers,
   * read_companies.
   */
  | 'COMPANIES_CREATE'
  /**
   * The webhook topic for `companies/delete` events. Occurs whenever a company is
   * deleted. Requires at least one of the following scopes: read_customers,
   * read_companies.
   */
  | 'COMPANIES_DELETE'
  /**
   * The webhook topic for `companies/update` events. Occurs whenever a company is
   * updated. Requires at least one of the following scopes: read_customers,
   * read_companies.
   */
  | 'COMPANIES_UPDATE'
  /**
   * The webhook topic for `company_contacts/create` events. Occurs whenever a
   * company contact is created. Requires at least one of the following scopes:
   * read_customers, read_companies.
   */
  | 'COMPANY_CONTACTS_CREATE'
  /**
   * The webhook topic for `company_contacts/delete` events. Occurs whenever a
   * company contact is deleted. Requires at least one of the following scopes:
   * read_customers, read_companies.
   */
  | 'COMPANY_CONTACTS_DELETE'
  /**
   * The webhook topic for `company_contacts/update` events. Occurs whenever a
   * company contact is updated. Requires at least one of the following scopes:
   * read_customers, read_companies.
   */
  | 'COMPANY_CONTACTS_UPDATE'
  /**
   * The webhook topic for `company_contact_roles/assign` events. Occurs whenever a
   * role is assigned to a contact at a location. Requires at least one of the
   * following scopes: read_customers, read_companies.
   */
  | 'COMPANY_CONTACT_ROLES_ASSIGN'
  /**
   * The webhook topic for `company_contact_roles/revoke` events. Occurs whenever a
   * role is revoked from a contact at a location. Requires at least one of the
   * following scopes: read_customers, read_companies.
   */
  | 'COMPANY_CONTACT_ROLES_REVOKE'
  /**
   * The webhook topic for `company_locations/create` events. Occurs whenever a
   * company location is created. Requires at least one of the following scopes:
   * read_customers, read_companies.
   */
  | 'COMPANY_LOCATIONS_CREATE'
  /**
   * The webhook topic for `company_locations/delete` events. Occurs whenever a
   * company location is deleted. Requires at least one of the following scopes:
   * read_customers, read_companies.
   */
  | 'COMPANY_LOCATIONS_DELETE'
  /**
   * The webhook topic for `company_locations/update` events. Occurs whenever a
   * company location is updated. Requires at least one of the following scopes:
   * read_customers, read_companies.
   */
  | 'COMPANY_LOCATIONS_UPDATE'
  /**
   * The webhook topic for `customers/create` events. Occurs whenever a customer is
   * created. Requires the `read_customers` scope.
   */
  | 'CUSTOMERS_CREATE'
  /**
   * The webhook topic for `customers/delete` events. Occurs whenever a customer is
   * deleted. Requires the `read_customers` scope.
   */
  | 'CUSTOMERS_DELETE'
  /**
   * The webhook topic for `customers/disable` events. Occurs whenever a customer
   * account is disabled. Requires the `read_customers` scope.
   */
  | 'CUSTOMERS_DISABLE'
  /**
   * The webhook topic for `customers_email_marketing_consent/update` events.
   * Occurs whenever a customer's email marketing consent is updated. Requires the
   * `read_customers` scope.
   */
  | 'CUSTOMERS_EMAIL_MARKETING_CONSENT_UPDATE'
  /**
   * The webhook topic for `customers/enable` events. Occurs whenever a customer
   * account is enabled. Requires the `read_customers` scope.
   */
  | 'CUSTOMERS_ENABLE'
  /**
   * The webhook topic for `customers_marketing_consent/update` events. Occurs
   * whenever a customer's SMS marketing consent is updated. Requires the
   * `read_customers` scope.
   */
  | 'CUSTOMERS_MARKETING_CONSENT_UPDATE'
  /**
   * The webhook topic for `customers/merge` events. Triggers when two customers
   * are merged Requires the `read_customer_merge` scope.
   */
  | 'CUSTOMERS_MERGE'
  /**
   * The webhook topic for `customers/purchasing_summary` events. Occurs when a
   * customer sales history change. Requires the `read_customers` scope.
   */
  | 'CUSTOMERS_PURCHASING_SUMMARY'
  /**
   * The webhook topic for `customers/update` events. Occurs whenever a customer is
   * updated. Requires the `read_customers` scope.
   */
  | 'CUSTOMERS_UPDATE'
  /**
   * The webhook topic for `customers_whats_app_marketing_consent/update` events.
   * Occurs whenever a customer's WhatsApp marketing consent is updated. Requires
   * the `read_customers` scope.
   */
  | 'CUSTOMERS_WHATS_APP_MARKETING_CONSENT_UPDATE'
  /** The webhook topic for `customer_account_settings/update` events. Triggers when merchants change customer account setting. */
  | 'CUSTOMER_ACCOUNT_SETTINGS_UPDATE'
  /**
   * The webhook topic for `customer_groups/create` events. Occurs whenever a
   * customer saved search is created. Requires the `read_customers` scope.
   */
  | 'CUSTOMER_GROUPS_CREATE'
  /**
   * The webhook topic for `customer_groups/delete` events. Occurs whenever a
   * customer saved search is deleted. Requires the `read_customers` scope.
   */
  | 'CUSTOMER_GROUPS_DELETE'
  /**
   * The webhook topic for `customer_groups/update` events. Occurs whenever a
   * customer saved search is updated. Requires the `read_customers` scope.
   */
  | 'CUSTOMER_GROUPS_UPDATE'
  /**
   * The webhook topic for `customer.joined_segment` events. Triggers when a
   * customer joins a segment. Requires the `read_customers` scope.
   */
  | 'CUSTOMER_JOINED_SEGMENT'
  /**
   * The webhook topic for `customer.left_segment` events. Triggers when a customer
   * leaves a segment. Requires the `read_customers` scope.
   */
  | 'CUSTOMER_LEFT_SEGMENT'
  /**
   * The webhook topic for `customer_payment_methods/create` events. Occurs
   * whenever a customer payment method is created. Requires the
   * `read_customer_payment_methods` scope.
   */
  | 'CUSTOMER_PAYMENT_METHODS_CREATE'
  /**
   * The webhook topic for `customer_payment_methods/revoke` events. Occurs
   * whenever a customer payment method is revoked. Requires the
   * `read_customer_payment_methods` scope.
   */
  | 'CUSTOMER_PAYMENT_METHODS_REVOKE'
  /**
   * The webhook topic for `customer_payment_methods/update` events. Occurs
   * whenever a customer payment method is updated. Requires the
   * `read_customer_payment_methods` scope.
   */
  | 'CUSTOMER_PAYMENT_METHODS_UPDATE'
  /**
   * The webhook topic for `customer.tags_added` events. Triggers when tags are
   * added to a customer. Requires the `read_customers` scope.
   */
  | 'CUSTOMER_TAGS_ADDED'
  /**
   * The webhook topic for `customer.tags_removed` events. Triggers when tags are
   * removed from a customer. Requires the `read_customers` scope.
   */
  | 'CUSTOMER_TAGS_REMOVED'
  /**
   * The webhook topic for `delivery_promise_settings/update` events. Occurs when a
   * promise setting is updated. Requires the `read_shipping` scope.
   */
  | 'DELIVERY_PROMISE_SETTINGS_UPDATE'
  /**
   * The webhook topic for `discounts/create` events. Occurs whenever a discount is
   * created. Requires the `read_discounts` scope.
   */
  | 'DISCOUNTS_CREATE'
  /**
   * The webhook topic for `discounts/delete` events. Occurs whenever a discount is
   * deleted. Requires the `read_discounts` scope.
   */
  | 'DISCOUNTS_DELETE'
  /**
   * The webhook topic for `discounts/redeemcode_added` events. Occurs whenever a
   * redeem code is added to a code discount. Requires the `read_discounts` scope.
   */
  | 'DISCOUNTS_REDEEMCODE_ADDED'
  /**
   * The webhook topic for `discounts/redeemcode_removed` events. Occurs whenever a
   * redeem code on a code discount is deleted. Requires the `read_discounts` scope.
   */
  | 'DISCOUNTS_REDEEMCODE_REMOVED'
  /**
   * The webhook topic for `discounts/update` events. Occurs whenever a discount is
   * updated. Requires the `read_discounts` scope.
   */
  | 'DISCOUNTS_UPDATE'
  /**
   * The webhook topic for `disputes/create` events. Occurs whenever a dispute is
   * created. Requires the `read_shopify_payments_disputes` scope.
   */
  | 'DISPUTES_CREATE'
  /**
   * The webhook topic for `disputes/update` events. Occurs whenever a dispute is
   * updated. Requires the `read_shopify_payments_disputes` scope.
   */
  | 'DISPUTES_UPDATE'
  /** The webhook topic for `domains/create` events. Occurs whenever a domain is created. */
  | 'DOMAINS_CREATE'
  /** The webhook topic for `domains/destroy` events. Occurs whenever a domain is destroyed. */
  | 'DOMAINS_DESTROY'
  /** The webhook topic for `domains/update` events. Occurs whenever a domain is updated. */
  | 'DOMAINS_UPDATE'
  /**
   * The webhook topic for `draft_orders/create` events. Occurs whenever a draft
   * order is created. Requires the `read_draft_orders` scope.
   */
  | 'DRAFT_ORDERS_CREATE'
  /**
   * The webhook topic for `draft_orders/delete` events. Occurs whenever a draft
   * order is deleted. Requires the `read_draft_orders` scope.
   */
  | 'DRAFT_ORDERS_DELETE'
  /**
   * The webhook topic for `draft_orders/update` events. Occurs whenever a draft
   * order is updated. Requires the `read_draft_orders` scope.
   */
  | 'DRAFT_ORDERS_UPDATE'
  /**
   * The webhook topic for `finance_app_staff_member/delete` events. Triggers when
   * a staff with access to all or some finance app has been removed. Requires the
   * `read_financial_kyc_information` scope.
   */
  | 'FINANCE_APP_STAFF_MEMBER_DELETE'
  /**
   * The webhook topic for `finance_app_staff_member/grant` events. Triggers when a
   * staff is granted access to all or some finance app. Requires the
   * `read_financial_kyc_information` scope.
   */
  | 'FINANCE_APP_STAFF_MEMBER_GRANT'
  /**
   * The webhook topic for `finance_app_staff_member/revoke` events. Triggers when
   * a staff's access to all or some finance app has been revoked. Requires the
   * `read_financial_kyc_information` scope.
   */
  | 'FINANCE_APP_STAFF_MEMBER_REVOKE'
  /**
   * The webhook topic for `finance_app_staff_member/update` events. Triggers when
   * a staff's information has been updated. Requires the
   * `read_financial_kyc_information` scope.
   */
  | 'FINANCE_APP_STAFF_MEMBER_UPDATE'
  /**
   * The webhook topic for `finance_kyc_information/update` events. Occurs whenever
   * shop's finance KYC information was updated Requires the
   * `read_financial_kyc_information` scope.
   */
  | 'FINANCE_KYC_INFORMATION_UPDATE'
  /**
   * The webhook topic for `fulfillments/create` events. Occurs whenever a
   * fulfillment is created. Requires at least one of the following scopes:
   * read_fulfillments, read_marketplace_orders.
   */
  | 'FULFILLMENTS_CREATE'
  /**
   * The webhook topic for `fulfillments/update` events. Occurs whenever a
   * fulfillment is updated. Requires at least one of the following scopes:
   * read_fulfillments, read_marketplace_orders.
   */
  | 'FULFILLMENTS_UPDATE'
  /**
   * The webhook topic for `fulfillment_events/create` events. Occurs whenever a
   * fulfillment event is created. Requires the `read_fulfillments` scope.
   */
  | 'FULFILLMENT_EVENTS_CREATE'
  /**
   * The webhook topic for `fulfillment_events/delete` events. Occurs whenever a
   * fulfillment event is deleted. Requires the `read_fulfillments` scope.
   */
  | 'FULFILLMENT_EVENTS_DELETE'
  /**
   * The webhook topic for `fulfillment_holds/added` events. Occurs each time that a hold is added to a fulfillment order.
   *
   * For cases where multiple holds are applied to a fulfillment order, this webhook will trigger after each hold is applied.
   *  Requires at least one of the following scopes:
   * read_merchant_managed_fulfillment_orders, read_assigned_fulfillment_orders,
   * read_third_party_fulfillment_orders, read_marketplace_fulfillment_orders.
   */
  | 'FULFILLMENT_HOLDS_ADDED'
  /**
   * The webhook topic for `fulfillment_holds/released` events. Occurs each time
   * that a hold is released from a fulfillment order.
   * For cases where multiple holds are released from a fulfillment order a the
   * same time, this webhook will trigger for each released hold.
   *  Requires at least one of the following scopes:
   * read_merchant_managed_fulfillment_orders, read_assigned_fulfillment_orders,
   * read_third_party_fulfillment_orders, read_marketplace_fulfillment_orders.
   */
  | 'FULFILLMENT_HOLDS_RELEASED'
  /**
   * The webhook topic for `fulfillment_orders/cancellation_request_accepted`
   * events. Occurs when a 3PL accepts a fulfillment cancellation request, received
   * from a merchant. Requires at least one of the following scopes:
   * read_merchant_managed_fulfillment_orders, read_assigned_fulfillment_orders,
   * read_third_party_fulfillment_orders, read_marketplace_fulfillment_orders.
   */
  | 'FULFILLMENT_ORDERS_CANCELLATION_REQUEST_ACCEPTED'
  /**
   * The webhook topic for `fulfillment_orders/cancellation_request_rejected`
   * events. Occurs when a 3PL rejects a fulfillment cancellation request, received
   * from a merchant. Requires at least one of the following scopes:
   * read_merchant_managed_fulfillment_orders, read_assigned_fulfillment_orders,
   * read_third_party_fulfillment_orders, read_marketplace_fulfillment_orders.
   */
  | 'FULFILLMENT_ORDERS_CANCELLATION_REQUEST_REJECTED'
  /**
   * The webhook topic for `fulfillment_orders/cancellation_request_submitted`
   * events. Occurs when a merchant requests a fulfillment request to be cancelled
   * after that request was approved by a 3PL. Requires at least one of the
   * following scopes: read_merchant_managed_fulfillment_orders,
   * read_assigned_fulfillment_orders, read_third_party_fulfillment_orders,
   * read_marketplace_fulfillment_orders.
   */
  | 'FULFILLMENT_ORDERS_CANCELLATION_REQUEST_SUBMITTED'
  /**
   * The webhook topic for `fulfillment_orders/cancelled` events. Occurs when a
   * fulfillment order is cancelled. Requires at least one of the following scopes:
   * read_merchant_managed_fulfillment_orders, read_assigned_fulfillment_orders,
   * read_third_party_fulfillment_orders, read_marketplace_fulfillment_orders.
   */
  | 'FULFILLMENT_ORDERS_CANCELLED'
  /**
   * The webhook topic for `fulfillment_orders/fulfillment_request_accepted`
   * events. Occurs when a fulfillment service accepts a request to fulfill a
   * fulfillment order. Requires at least one of the following scopes:
   * read_merchant_managed_fulfillment_orders, read_assigned_fulfillment_orders,
   * read_third_party_fulfillment_orders, read_marketplace_fulfillment_orders.
   */
  | 'FULFILLMENT_ORDERS_FULFILLMENT_REQUEST_ACCEPTED'
  /**
   * The webhook topic for `fulfillment_orders/fulfillment_request_rejected`
   * events. Occurs when a 3PL rejects a fulfillment request that was sent by a
   * merchant. Requires at least one of the following scopes:
   * read_merchant_managed_fulfillment_orders, read_assigned_fulfillment_orders,
   * read_third_party_fulfillment_orders, read_marketplace_fulfillment_orders.
   */
  | 'FULFILLMENT_ORDERS_FULFILLMENT_REQUEST_REJECTED'
  /**
   * The webhook topic for `fulfillment_orders/fulfillment_request_submitted`
   * events. Occurs when a merchant submits a fulfillment request to a 3PL.
   * Requires at least one of the following scopes:
   * read_merchant_managed_fulfillment_orders, read_assigned_fulfillment_orders,
   * read_third_party_fulfillment_orders, read_marketplace_fulfillment_orders.
   */
  | 'FULFILLMENT_ORDERS_FULFILLMENT_REQUEST_SUBMITTED'
  /**
   * The webhook topic for
   * `fulfillment_orders/fulfillment_service_failed_to_complete` events. Occurs
   * when a fulfillment service intends to close an in_progress fulfillment order.
   * Requires at least one of the following scopes:
   * read_merchant_managed_fulfillment_orders, read_assigned_fulfillment_orders,
   * read_third_party_fulfillment_orders, read_marketplace_fulfillment_orders.
   */
  | 'FULFILLMENT_ORDERS_FULFILLMENT_SERVICE_FAILED_TO_COMPLETE'
  /**
   * The webhook topic for `fulfillment_orders/hold_released` events. Occurs when a
   * fulfillment order is released and is no longer on hold.
   *
   * If a fulfillment order has multiple holds then this webhook will only be
   * triggered once when the last hold is released and the status of the
   * fulfillment order is no longer `ON_HOLD`.
   *  Requires at least one of the following scopes:
   * read_merchant_managed_fulfillment_orders, read_assigned_fulfillment_orders,
   * read_third_party_fulfillment_orders, read_marketplace_fulfillment_orders.
   */
  | 'FULFILLMENT_ORDERS_HOLD_RELEASED'
  /**
   * The webhook topic for
   * `fulfillment_orders/line_items_prepared_for_local_delivery` events. Occurs
   * whenever a fulfillment order's line items are prepared for local delivery.
   * Requires at least one of the following scopes:
   * read_merchant_managed_fulfillment_orders, read_assigned_fulfillment_orders,
   * read_third_party_fulfillment_orders, read_marketplace_fulfillment_orders.
   */
  | 'FULFILLMENT_ORDERS_LINE_ITEMS_PREPARED_FOR_LOCAL_DELIVERY'
  /**
   * The webhook topic for `fulfillment_orders/line_items_prepared_for_pickup`
   * events. Triggers when one or more of the line items for a fulfillment order
   * are prepared for pickup Requires at least one of the following scopes:
   * read_merchant_managed_fulfillment_orders, read_assigned_fulfillment_orders,
   * read_third_party_fulfillment_orders, read_marketplace_fulfillment_orders.
   */
  | 'FULFILLMENT_ORDERS_LINE_ITEMS_PREPARED_FOR_PICKUP'
  /**
   * The webhook topic for `fulfillment_orders/manually_reported_progress_stopped`
   * events. Occurs when a fulfillment order that has previously been manually
   * marked as in progress is marked back as open. Requires at least one of the
   * following scopes: read_merchant_managed_fulfillment_orders,
   * read_assigned_fulfillment_orders, read_third_party_fulfillment_orders.
   */
  | 'FULFILLMENT_ORDERS_MANUALLY_REPORTED_PROGRESS_STOPPED'
  /**
   * The webhook topic for `fulfillment_orders/merged` events. Occurs when multiple
   * fulfillment orders are merged into a single fulfillment order. Requires at
   * least one of the following scopes: read_merchant_managed_fulfillment_orders,
   * read_assigned_fulfillment_orders, read_third_party_fulfillment_orders.
   */
  | 'FULFILLMENT_ORDERS_MERGED'
  /**
   * The webhook topic for `fulfillment_orders/moved` events. Occurs whenever the
   * location which is assigned to fulfill one or more fulfillment order line items is changed.
   *
   * * `original_fulfillment_order` - The final state of the original fulfillment order.
   * * `moved_fulfillment_order` - The fulfillment order which now contains the re-assigned line items.
   * * `source_location` - The original location which was assigned to fulfill the
   * line items (available as of the `2023-04` API version).
   * * `destination_location_id` - The ID of the location which is now responsible for fulfilling the line items.
   *
   * **Note:** The [assignedLocation](https://shopify.dev/docs/api/admin-graphql/latest/objects/fulfillmentorder#field-fulfillmentorder-assignedlocation)
   * of the `original_fulfillment_order` might be changed by the move operation.
   * If you need to determine the originally assigned location, then you should refer to the `source_location`.
   *
   * [Learn more about moving line items](https://shopify.dev/docs/api/admin-graphql/latest/mutations/fulfillmentOrderMove).
   *  Requires at least one of the following scopes:
   * read_merchant_managed_fulfillment_orders, read_assigned_fulfillment_orders,
   * read_third_party_fulfillment_orders, read_marketplace_fulfillment_orders.
   */
  | 'FULFILLMENT_ORDERS_MOVED'
  /**
   * The webhook topic for `fulfillment_orders/order_routing_complete` events.
   * Occurs when an order has finished being routed and it's fulfillment orders
   * assigned to a fulfillment service's location. Requires at least one of the
   * following scopes: read_merchant_managed_fulfillment_orders,
   * read_assigned_fulfillment_orders, read_third_party_fulfillment_orders,
   * read_buyer_membership_orders, read_marketplace_fulfillment_orders.
   */
  | 'FULFILLMENT_ORDERS_ORDER_ROUTING_COMPLETE'
  /**
   * The webhook topic for `fulfillment_orders/placed_on_hold` events. Occurs when
   * a fulfillment order transitions to the `ON_HOLD` status
   *
   * For cases where multiple holds are applied to a fulfillment order, this
   * webhook will only trigger once when the first hold is applied and the
   * fulfillment order status changes to `ON_HOLD`.
   *  Requires at least one of the following scopes:
   * read_merchant_managed_fulfillment_orders, read_assigned_fulfillment_orders,
   * read_third_party_fulfillment_orders, read_marketplace_fulfillment_orders.
   */
  | 'FULFILLMENT_ORDERS_PLACED_ON_HOLD'
  /**
   * The webhook topic for `fulfillment_orders/progress_reported` events. Occurs
   * when progress is reported for a fulfillment order. Requires at least one of
   * the following scopes: read_merchant_managed_fulfillment_orders,
   * read_assigned_fulfillment_orders, read_third_party_fulfillment_orders.
   */
  | 'FULFILLMENT_ORDERS_PROGRESS_REPORTED'
  /**
   * The webhook topic for `fulfillment_orders/rescheduled` events. Triggers when a fulfillment order is rescheduled.
   *
   * Fulfillment orders may be merged if they have the same `fulfillAt` datetime.
   * If the fulfillment order is merged then the resulting fulfillment order will be indicated in the webhook body.
   * Otherwise it will be the original fulfillment order with an updated `fulfill_at` datetime.
   *  Requires at least one of the following scopes:
   * read_merchant_managed_fulfillment_orders, read_assigned_fulfillment_orders,
   * read_third_party_fulfillment_orders, read_marketplace_fulfillment_orders.
   */
  | 'FULFILLMENT_ORDERS_RESCHEDULED'
  /**
   * The webhook topic for `fulfillment_orders/scheduled_fulfillment_order_ready`
   * events. Occurs whenever a fulfillment order which was scheduled becomes due.
   * Requires at least one of the following scopes:
   * read_merchant_managed_fulfillment_orders, read_assigned_fulfillment_orders,
   * read_third_party_fulfillment_orders, read_marketplace_fulfillment_orders.
   */
  | 'FULFILLMENT_ORDERS_SCHEDULED_FULFILLMENT_ORDER_READY'
  /**
   * The webhook topic for `fulfillment_orders/split` events. Occurs when a
   * fulfillment order is split into multiple fulfillment orders. Requires at least
   * one of the following scopes: read_merchant_managed_fulfillment_orders,
   * read_assigned_fulfillment_orders, read_third_party_fulfillment_orders.
   */
  | 'FULFILLMENT_ORDERS_SPLIT'
  /**
   * The webhook topic for `inventory_items/create` events. Occurs whenever an
   * inventory item is created. Requires at least one of the following scopes:
   * read_inventory, read_products.
   */
  | 'INVENTORY_ITEMS_CREATE'
  /**
   * The webhook topic for `inventory_items/delete` events. Occurs whenever an
   * inventory item is deleted. Requires at least one of the following scopes:
   * read_inventory, read_products.
   */
  | 'INVENTORY_ITEMS_DELETE'
  /**
   * The webhook topic for `inventory_items/update` events. Occurs whenever an
   * inventory item is updated. Requires at least one of the following scopes:
   * read_inventory, read_products.
   */
  | 'INVENTORY_ITEMS_UPDATE'
  /**
   * The webhook topic for `inventory_levels/connect` events. Occurs whenever an
   * inventory level is connected. Requires the `read_inventory` scope.
   */
  | 'INVENTORY_LEVELS_CONNECT'
  /**
   * The webhook topic for `inventory_levels/disconnect` events. Occurs whenever an
   * inventory level is disconnected. Requires the `read_inventory` scope.
   */
  | 'INVENTORY_LEVELS_DISCONNECT'
  /**
   * The webhook topic for `inventory_levels/update` events. Occurs whenever an
   * inventory level is updated. Requires the `read_inventory` scope.
   */
  | 'INVENTORY_LEVELS_UPDATE'
  /**
   * The webhook topic for `inventory_shipments/add_items` events. Occurs whenever
   * items are added to a shipment. Requires the `read_inventory_shipments` scope.
   */
  | 'INVENTORY_SHIPMENTS_ADD_ITEMS'
  /**
   * The webhook topic for `inventory_shipments/create` events. Triggers when a
   * shipment is created. Requires the `read_inventory_shipments` scope.
   */
  | 'INVENTORY_SHIPMENTS_CREATE'
  /**
   * The webhook topic for `inventory_shipments/delete` events. Triggers when a
   * shipment is deleted. Requires the `read_inventory_shipments` scope.
   */
  | 'INVENTORY_SHIPMENTS_DELETE'
  /**
   * The webhook topic for `inventory_shipments/mark_in_transit` events. Triggers
   * when a shipment is marked as in transit. Requires the
   * `read_inventory_shipments` scope.
   */
  | 'INVENTORY_SHIPMENTS_MARK_IN_TRANSIT'
  /**
   * The webhook topic for `inventory_shipments/receive_items` events. Triggers
   * when items on a shipment are received. Requires the
   * `read_inventory_shipments_received_items` scope.
   */
  | 'INVENTORY_SHIPMENTS_RECEIVE_ITEMS'
  /**
   * The webhook topic for `inventory_shipments/remove_items` events. Occurs
   * whenever items are removed from a shipment. Requires the
   * `read_inventory_shipments` scope.
   */
  | 'INVENTORY_SHIPMENTS_REMOVE_ITEMS'
  /**
   * The webhook topic for `inventory_shipments/update_item_quantities` events.
   * Occurs whenever quantities change on a shipment. Requires the
   * `read_inventory_shipments` scope.
   */
  | 'INVENTORY_SHIPMENTS_UPDATE_ITEM_QUANTITIES'
  /**
   * The webhook topic for `inventory_shipments/update_tracking` events. Triggers
   * when tracking info on a shipment is updated. Requires the
   * `read_inventory_shipments` scope.
   */
  | 'INVENTORY_SHIPMENTS_UPDATE_TRACKING'
  /**
   * The webhook topic for `inventory_transfers/add_items` events. Occurs any time
   * items are added to a transfer. Requires the `read_inventory_transfers` scope.
   */
  | 'INVENTORY_TRANSFERS_ADD_ITEMS'
  /**
   * The webhook topic for `inventory_transfers/cancel` events. Triggers when a
   * transfer is canceled. Requires the `read_inventory_transfers` scope.
   */
  | 'INVENTORY_TRANSFERS_CANCEL'
  /**
   * The webhook topic for `inventory_transfers/complete` events. Triggers when a
   * transfer is completed. Requires the `read_inventory_transfers` scope.
   */
  | 'INVENTORY_TRANSFERS_COMPLETE'
  /**
   * The webhook topic for `inventory_transfers/ready_to_ship` events. Triggers
   * when a transfer is marked as ready to ship. Requires the
   * `read_inventory_transfers` scope.
   */
  | 'INVENTORY_TRANSFERS_READY_TO_SHIP'
  /**
   * The webhook topic for `inventory_transfers/remove_items` events. Occurs any
   * time items are removed from a transfer. Requires the
   * `read_inventory_transfers` scope.
   */
  | 'INVENTORY_TRANSFERS_REMOVE_ITEMS'
  /**
   * The webhook topic for `inventory_transfers/updated` events. Triggers when a
   * shipment belonging to the transfer is created, edited, or removed. Re-fetch
   * the transfer to get the latest state. Requires the `read_inventory_transfers` scope.
   */
  | 'INVENTORY_TRANSFERS_UPDATED'
  /**
   * The webhook topic for `inventory_transfers/update_item_quantities` events.
   * Occurs whenever the quantity of transfer line items changes. Requires the
   * `read_inventory_transfers` scope.
   */
  | 'INVENTORY_TRANSFERS_UPDATE_ITEM_QUANTITIES'
  /** The webhook topic for `locales/create` events. Occurs whenever a shop locale is created Requires the `read_locales` scope. */
  | 'LOCALES_CREATE'
  /**
   * The webhook topic for `locales/destroy` events. Occurs whenever a shop locale
   * is destroyed Requires the `read_locales` scope.
   */
  | 'LOCALES_DESTROY'
  /**
   * The webhook topic for `locales/update` events. Occurs whenever a shop locale
   * is updated, such as published or unpublished Requires the `read_locales` scope.
   */
  | 'LOCALES_UPDATE'
  /**
   * The webhook topic for `locations/activate` events. Occurs whenever a
   * deactivated location is re-activated. Requires the `read_locations` scope.
   */
  | 'LOCATIONS_ACTIVATE'
  /**
   * The webhook topic for `locations/create` events. Occurs whenever a location is
   * created. Requires the `read_locations` scope.
   */
  | 'LOCATIONS_CREATE'
  /**
   * The webhook topic for `locations/deactivate` events. Occurs whenever a
   * location is deactivated. Requires the `read_locations` scope.
   */
  | 'LOCATIONS_DEACTIVATE'
  /**
   * The webhook topic for `locations/delete` events. Occurs whenever a location is
   * deleted. Requires the `read_locations` scope.
   */
  | 'LOCATIONS_DELETE'
  /**
   * The webhook topic for `locations/update` events. Occurs whenever a location is
   * updated. Requires the `read_locations` scope.
   */
  | 'LOCATIONS_UPDATE'
  /**
   * The webhook topic for `markets_backup_region/update` events. Occurs when a
   * backup region is updated. Requires the `read_markets` scope.
   */
  | 'MARKETS_BACKUP_REGION_UPDATE'
  /** The webhook topic for `markets/create` events. Occurs when a new market is created. Requires the `read_markets` scope. */
  | 'MARKETS_CREATE'
  /** The webhook topic for `markets/delete` events. Occurs when a market is deleted. Requires the `read_markets` scope. */
  | 'MARKETS_DELETE'
  /** The webhook topic for `markets/update` events. Occurs when a market is updated. Requires the `read_markets` scope. */
  | 'MARKETS_UPDATE'
  /**
   * The webhook topic for `metafield_definitions/create` events. Occurs when a
   * metafield definition is created. Requires the `read_content` scope.
   */
  | 'METAFIELD_DEFINITIONS_CREATE'
  /**
   * The webhook topic for `metafield_definitions/delete` events. Occurs when a
   * metafield definition is deleted. Requires the `read_content` scope.
   */
  | 'METAFIELD_DEFINITIONS_DELETE'
  /**
   * The webhook topic for `metafield_definitions/update` events. Occurs when a
   * metafield definition is updated. Requires the `read_content` scope.
   */
  | 'METAFIELD_DEFINITIONS_UPDATE'
  /**
   * The webhook topic for `metaobjects/create` events. Occurs when a metaobject is
   * created. Requires the `read_metaobjects` scope.
   */
  | 'METAOBJECTS_CREATE'
  /**
   * The webhook topic for `metaobjects/delete` events. Occurs when a metaobject is
   * deleted. Requires the `read_metaobjects` scope.
   */
  | 'METAOBJECTS_DELETE'
  /**
   * The webhook topic for `metaobjects/update` events. Occurs when a metaobject is
   * updated. Requires the `read_metaobjects` scope.
   */
  | 'METAOBJECTS_UPDATE'
  /**
   * The webhook topic for `orders/cancelled` events. Occurs whenever an order is
   * cancelled. Requires at least one of the following scopes: read_orders,
   * read_marketplace_orders, read_buyer_membership_orders.
   */
  | 'ORDERS_CANCELLED'
  /**
   * The webhook topic for `orders/create` events. Occurs whenever an order is
   * created. Requires at least one of the following scopes: read_orders,
   * read_marketplace_orders.
   */
  | 'ORDERS_CREATE'
  /** The webhook topic for `orders/delete` events. Occurs whenever an order is deleted. Requires the `read_orders` scope. */
  | 'ORDERS_DELETE'
  /**
   * The webhook topic for `orders/edited` events. Occurs whenever an order is
   * edited. Requires at least one of the following scopes: read_orders,
   * read_marketplace_orders, read_buyer_membership_orders.
   */
  | 'ORDERS_EDITED'
  /**
   * The webhook topic for `orders/fulfilled` events. Occurs whenever an order is
   * fulfilled. Requires at least one of the following scopes: read_orders,
   * read_marketplace_orders.
   */
  | 'ORDERS_FULFILLED'
  /**
   * The webhook topic for `orders/link_requested` events. Occurs whenever a
   * customer requests a new order link from the expired order status page.
   * Requires at least one of the following scopes: read_orders,
   * read_marketplace_orders, read_buyer_membership_orders.
   */
  | 'ORDERS_LINK_REQUESTED'
  /**
   * The webhook topic for `orders/paid` events. Occurs whenever an order is paid.
   * Requires at least one of the following scopes: read_orders,
   * read_marketplace_orders.
   */
  | 'ORDERS_PAID'
  /**
   * The webhook topic for `orders/partially_fulfilled` events. Occurs whenever an
   * order is partially fulfilled. Requires at least one of the following scopes:
   * read_orders, read_marketplace_orders.
   */
  | 'ORDERS_PARTIALLY_FULFILLED'
  /**
   * The webhook topic for `orders/risk_assessment_changed` events. Triggers when a
   * new risk assessment is available on the order.
   * This can be the first or a subsequent risk assessment.
   * New risk assessments can be provided until the order is marked as fulfilled.
   * Includes the risk level, risk facts, the provider and the order ID.
   * When the provider is Shopify, that field is null.
   * Does not include the risk recommendation for the order.
   * The Shop ID is available in the headers.
   *  Requires the `read_orders` scope.
   */
  | 'ORDERS_RISK_ASSESSMENT_CHANGED'
  /**
   * The webhook topic for `orders/shopify_protect_eligibility_changed` events.
   * Occurs whenever Shopify Protect's eligibility for an order is changed.
   * Requires the `read_orders` scope.
   */
  | 'ORDERS_SHOPIFY_PROTECT_ELIGIBILITY_CHANGED'
  /**
   * The webhook topic for `orders/updated` events. Occurs whenever an order is
   * updated. Requires at least one of the following scopes: read_orders,
   * read_marketplace_orders, read_buyer_membership_orders.
   */
  | 'ORDERS_UPDATED'
  /**
   * The webhook topic for `order_transactions/create` events. Occurs when a order
   * transaction is created or when it's status is updated. Only occurs for
   * transactions with a status of success, failure or error. Requires at least one
   * of the following scopes: read_orders, read_marketplace_orders,
   * read_buyer_membership_orders.
   */
  | 'ORDER_TRANSACTIONS_CREATE'
  /**
   * The webhook topic for `payment_schedules/due` events. Occurs whenever payment
   * schedules are due. Requires the `read_payment_terms` scope.
   */
  | 'PAYMENT_SCHEDULES_DUE'
  /**
   * The webhook topic for `payment_terms/create` events. Occurs whenever payment
   * terms are created. Requires the `read_payment_terms` scope.
   */
  | 'PAYMENT_TERMS_CREATE'
  /**
   * The webhook topic for `payment_terms/delete` events. Occurs whenever payment
   * terms are deleted. Requires the `read_payment_terms` scope.
   */
  | 'PAYMENT_TERMS_DELETE'
  /**
   * The webhook topic for `payment_terms/update` events. Occurs whenever payment
   * terms are updated. Requires the `read_payment_terms` scope.
   */
  | 'PAYMENT_TERMS_UPDATE'
  /** The webhook topic for `products/create` events. Occurs whenever a product is created. Requires the `read_products` scope. */
  | 'PRODUCTS_CREATE'
  /** The webhook topic for `products/delete` events. Occurs whenever a product is deleted. Requires the `read_products` scope. */
  | 'PRODUCTS_DELETE'
  /**
   * The webhook topic for `products/update` events. Occurs whenever a product is
   * updated, ordered, or variants are added, removed or updated. Requires the
   * `read_products` scope.
   */
  | 'PRODUCTS_UPDATE'
  /**
   * The webhook topic for `product_feeds/create` events. Triggers when product
   * feed is created Requires the `read_product_listings` scope.
   */
  | 'PRODUCT_FEEDS_CREATE'
  /**
   * The webhook topic for `product_feeds/full_sync` events. Triggers when a full
   * sync for a product feed is performed Requires the `read_product_listings` scope.
   */
  | 'PRODUCT_FEEDS_FULL_SYNC'
  /**
   * The webhook topic for `product_feeds/full_sync_finish` events. Triggers when a
   * full sync finishes Requires the `read_product_listings` scope.
   */
  | 'PRODUCT_FEEDS_FULL_SYNC_FINISH'
  /**
   * The webhook topic for `product_feeds/incremental_sync` events. Occurs whenever
   * a product publication is created, updated or removed for a product feed
   * Requires the `read_product_listings` scope.
   */
  | 'PRODUCT_FEEDS_INCREMENTAL_SYNC'
  /**
   * The webhook topic for `product_feeds/update` events. Triggers when product
   * feed is updated Requires the `read_product_listings` scope.
   */
  | 'PRODUCT_FEEDS_UPDATE'
  /**
   * The webhook topic for `product_listings/add` events. Occurs whenever an active
   * product is listed on a channel. Requires the `read_product_listings` scope.
   */
  | 'PRODUCT_LISTINGS_ADD'
  /**
   * The webhook topic for `product_listings/remove` events. Occurs whenever a
   * product listing is removed from the channel. Requires the
   * `read_product_listings` scope.
   */
  | 'PRODUCT_LISTINGS_REMOVE'
  /**
   * The webhook topic for `product_listings/update` events. Occurs whenever a
   * product publication is updated. Requires the `read_product_listings` scope.
   */
  | 'PRODUCT_LISTINGS_UPDATE'
  /**
   * The webhook topic for `product_publications/create` events. Occurs whenever a
   * product publication for an active product is created, or whenever an existing
   * product publication is published on the app that is subscribed to this webhook
   * topic. Note that a webhook is only emitted when there are publishing changes
   * to the app that is subscribed to the topic (ie. no webhook will be emitted if
   * there is a publishing change to the online store and the webhook subscriber of
   * the topic is a third-party app). Requires the `read_publications` scope.
   */
  | 'PRODUCT_PUBLICATIONS_CREATE'
  /**
   * The webhook topic for `product_publications/delete` events. Occurs whenever a
   * product publication for an active product is removed, or whenever an existing
   * product publication is unpublished from the app that is subscribed to this
   * webhook topic. Note that a webhook is only emitted when there are publishing
   * changes to the app that is subscribed to the topic (ie. no webhook will be
   * emitted if there is a publishing change to the online store and the webhook
   * subscriber of the topic is a third-party app). Requires the
   * `read_publications` scope.
   */
  | 'PRODUCT_PUBLICATIONS_DELETE'
  /**
   * The webhook topic for `product_publications/update` events. Occurs whenever a
   * product publication is updated from the app that is subscribed to this webhook
   * topic. Note that a webhook is only emitted when there are publishing changes
   * to the app that is subscribed to the topic (ie. no webhook will be emitted if
   * there is a publishing change to the online store and the webhook subscriber of
   * the topic is a third-party app). Requires the `read_publications` scope.
   */
  | 'PRODUCT_PUBLICATIONS_UPDATE'
  /**
   * The webhook topic for `profiles/create` events. Occurs whenever a delivery
   * profile is created Requires at least one of the following scopes:
   * read_shipping, read_assigned_shipping.
   */
  | 'PROFILES_CREATE'
  /**
   * The webhook topic for `profiles/delete` events. Occurs whenever a delivery
   * profile is deleted Requires at least one of the following scopes:
   * read_shipping, read_assigned_shipping.
   */
  | 'PROFILES_DELETE'
  /**
   * The webhook topic for `profiles/update` events. Occurs whenever a delivery
   * profile is updated Requires at least one of the following scopes:
   * read_shipping, read_assigned_shipping.
   */
  | 'PROFILES_UPDATE'
  /**
   * The webhook topic for `refunds/create` events. Occurs whenever a new refund is
   * created without errors on an order, independent from the movement of money.
   * Requires at least one of the following scopes: read_orders,
   * read_marketplace_orders, read_buyer_membership_orders.
   */
  | 'REFUNDS_CREATE'
  /**
   * The webhook topic for `returns/approve` events. Occurs whenever a return is
   * approved. This means `Return.status` is `OPEN`. Requires at least one of the
   * following scopes: read_returns, read_marketplace_returns,
   * read_buyer_membership_orders.
   */
  | 'RETURNS_APPROVE'
  /**
   * The webhook topic for `returns/cancel` events. Occurs whenever a return is
   * canceled. Requires at least one of the following scopes: read_orders,
   * read_marketplace_orders, read_returns, read_marketplace_returns,
   * read_buyer_membership_orders.
   */
  | 'RETURNS_CANCEL'
  /**
   * The webhook topic for `returns/close` events. Occurs whenever a return is
   * closed. Requires at least one of the following scopes: read_orders,
   * read_marketplace_orders, read_returns, read_marketplace_returns,
   * read_buyer_membership_orders.
   */
  | 'RETURNS_CLOSE'
  /**
   * The webhook topic for `returns/decline` events. Occurs whenever a return is
   * declined. This means `Return.status` is `DECLINED`. Requires at least one of
   * the following scopes: read_returns, read_marketplace_returns,
   * read_buyer_membership_orders.
   */
  | 'RETURNS_DECLINE'
  /**
   * The webhook topic for `returns/process` events. Occurs whenever a return is
   * processed. Requires at least one of the following scopes: read_returns,
   * read_marketplace_returns, read_buyer_membership_orders.
   */
  | 'RETURNS_PROCESS'
  /**
   * The webhook topic for `returns/reopen` events. Occurs whenever a closed return
   * is reopened. Requires at least one of the following scopes: read_orders,
   * read_marketplace_orders, read_returns, read_marketplace_returns,
   * read_buyer_membership_orders.
   */
  | 'RETURNS_REOPEN'
  /**
   * The webhook topic for `returns/request` events. Occurs whenever a return is
   * requested. This means `Return.status` is `REQUESTED`. Requires at least one of
   * the following scopes: read_returns, read_marketplace_returns,
   * read_buyer_membership_orders.
   */
  | 'RETURNS_REQUEST'
  /**
   * The webhook topic for `returns/update` events. Occurs whenever a return is
   * updated. Requires at least one of the following scopes: read_returns,
   * read_marketplace_returns, read_buyer_membership_orders.
   */
  | 'RETURNS_UPDATE'
  /**
   * The webhook topic for `reverse_deliveries/attach_deliverable` events. Occurs
   * whenever a deliverable is attached to a reverse delivery.
   * This occurs when a reverse delivery is created or updated with delivery metadata.
   * Metadata includes the delivery method, label, and tracking information associated with a reverse delivery.
   *  Requires at least one of the following scopes: read_returns, read_marketplace_returns.
   */
  | 'REVERSE_DELIVERIES_ATTACH_DELIVERABLE'
  /**
   * The webhook topic for `reverse_fulfillment_orders/dispose` events. Occurs
   * whenever a disposition is made on a reverse fulfillment order.
   * This includes dispositions made on reverse deliveries that are associated with the reverse fulfillment order.
   *  Requires at least one of the following scopes: read_returns, read_marketplace_returns.
   */
  | 'REVERSE_FULFILLMENT_ORDERS_DISPOSE'
  /**
   * The webhook topic for `scheduled_product_listings/add` events. Occurs whenever
   * a product is scheduled to be published. Requires the `read_product_listings` scope.
   */
  | 'SCHEDULED_PRODUCT_LISTINGS_ADD'
  /**
   * The webhook topic for `scheduled_product_listings/remove` events. Occurs
   * whenever a product is no longer scheduled to be published. Requires the
   * `read_product_listings` scope.
   */
  | 'SCHEDULED_PRODUCT_LISTINGS_REMOVE'
  /**
   * The webhook topic for `scheduled_product_listings/update` events. Occurs
   * whenever a product's scheduled availability date changes. Requires the
   * `read_product_listings` scope.
   */
  | 'SCHEDULED_PRODUCT_LISTINGS_UPDATE'
  /** The webhook topic for `segments/create` events. Occurs whenever a segment is created. Requires the `read_customers` scope. */
  | 'SEGMENTS_CREATE'
  /** The webhook topic for `segments/delete` events. Occurs whenever a segment is deleted. Requires the `read_customers` scope. */
  | 'SEGMENTS_DELETE'
  /** The webhook topic for `segments/update` events. Occurs whenever a segment is updated. Requires the `read_customers` scope. */
  | 'SEGMENTS_UPDATE'
  /**
   * The webhook topic for `selling_plan_groups/create` events. Notifies when a
   * SellingPlanGroup is created. Requires the `read_products` scope.
   */
  | 'SELLING_PLAN_GROUPS_CREATE'
  /**
   * The webhook topic for `selling_plan_groups/delete` events. Notifies when a
   * SellingPlanGroup is deleted. Requires the `read_products` scope.
   */
  | 'SELLING_PLAN_GROUPS_DELETE'
  /**
   * The webhook topic for `selling_plan_groups/update` events. Notifies when a
   * SellingPlanGroup is updated. Requires the `read_products` scope.
   */
  | 'SELLING_PLAN_GROUPS_UPDATE'
  /**
   * The webhook topic for `shipping_addresses/create` events. Occurs whenever a
   * shipping address is created. Requires the `read_shipping` scope.
   */
  | 'SHIPPING_ADDRESSES_CREATE'
  /**
   * The webhook topic for `shipping_addresses/update` events. Occurs whenever a
   * shipping address is updated. Requires the `read_shipping` scope.
   */
  | 'SHIPPING_ADDRESSES_UPDATE'
  /** The webhook topic for `shop/update` events. Occurs whenever a shop is updated. */
  | 'SHOP_UPDATE'
  /**
   * The webhook topic for `subscription_billing_attempts/challenged` events.
   * Occurs when the financial instutition challenges the subscripttion billing
   * attempt charge as per 3D Secure. Requires the
   * `read_own_subscription_contracts` scope.
   */
  | 'SUBSCRIPTION_BILLING_ATTEMPTS_CHALLENGED'
  /**
   * The webhook topic for `subscription_billing_attempts/failure` events. Occurs
   * whenever a subscription billing attempt fails. Requires the
   * `read_own_subscription_contracts` scope.
   */
  | 'SUBSCRIPTION_BILLING_ATTEMPTS_FAILURE'
  /**
   * The webhook topic for `subscription_billing_attempts/success` events. Occurs
   * whenever a subscription billing attempt succeeds. Requires the
   * `read_own_subscription_contracts` scope.
   */
  | 'SUBSCRIPTION_BILLING_ATTEMPTS_SUCCESS'
  /**
   * The webhook topic for `subscription_billing_cycles/skip` events. Occurs
   * whenever a subscription contract billing cycle is skipped. Requires the
   * `read_own_subscription_contracts` scope.
   */
  | 'SUBSCRIPTION_BILLING_CYCLES_SKIP'
  /**
   * The webhook topic for `subscription_billing_cycles/unskip` events. Occurs
   * whenever a subscription contract billing cycle is unskipped. Requires the
   * `read_own_subscription_contracts` scope.
   */
  | 'SUBSCRIPTION_BILLING_CYCLES_UNSKIP'
  /**
   * The webhook topic for `subscription_billing_cycle_edits/create` events. Occurs
   * whenever a subscription contract billing cycle is edited. Requires the
   * `read_own_subscription_contracts` scope.
   */
  | 'SUBSCRIPTION_BILLING_CYCLE_EDITS_CREATE'
  /**
   * The webhook topic for `subscription_billing_cycle_edits/delete` events. Occurs
   * whenever a subscription contract billing cycle edit is deleted. Requires the
   * `read_own_subscription_contracts` scope.
   */
  | 'SUBSCRIPTION_BILLING_CYCLE_EDITS_DELETE'
  /**
   * The webhook topic for `subscription_billing_cycle_edits/update` events. Occurs
   * whenever a subscription contract billing cycle edit is updated. Requires the
   * `read_own_subscription_contracts` scope.
   */
  | 'SUBSCRIPTION_BILLING_CYCLE_EDITS_UPDATE'
  /**
   * The webhook topic for `subscription_contracts/activate` events. Occurs when a
   * subscription contract is activated. Requires the
   * `read_own_subscription_contracts` scope.
   */
  | 'SUBSCRIPTION_CONTRACTS_ACTIVATE'
  /**
   * The webhook topic for `subscription_contracts/cancel` events. Occurs when a
   * subscription contract is canceled. Requires the
   * `read_own_subscription_contracts` scope.
   */
  | 'SUBSCRIPTION_CONTRACTS_CANCEL'
  /**
   * The webhook topic for `subscription_contracts/create` events. Occurs whenever
   * a subscription contract is created. Requires the
   * `read_own_subscription_contracts` scope.
   */
  | 'SUBSCRIPTION_CONTRACTS_CREATE'
  /**
   * The webhook topic for `subscription_contracts/expire` events. Occurs when a
   * subscription contract expires. Requires the `read_own_subscription_contracts` scope.
   */
  | 'SUBSCRIPTION_CONTRACTS_EXPIRE'
  /**
   * The webhook topic for `subscription_contracts/fail` events. Occurs when a
   * subscription contract is failed. Requires the
   * `read_own_subscription_contracts` scope.
   */
  | 'SUBSCRIPTION_CONTRACTS_FAIL'
  /**
   * The webhook topic for `subscription_contracts/pause` events. Occurs when a
   * subscription contract is paused. Requires the
   * `read_own_subscription_contracts` scope.
   */
  | 'SUBSCRIPTION_CONTRACTS_PAUSE'
  /**
   * The webhook topic for `subscription_contracts/update` events. Occurs whenever
   * a subscription contract is updated. Requires the
   * `read_own_subscription_contracts` scope.
   */
  | 'SUBSCRIPTION_CONTRACTS_UPDATE'
  /**
   * The webhook topic for `tax_services/create` events. Occurs whenever a tax
   * service is created. Requires the `read_taxes` scope.
   */
  | 'TAX_SERVICES_CREATE'
  /**
   * The webhook topic for `tax_services/update` events. Occurs whenver a tax
   * service is updated. Requires the `read_taxes` scope.
   */
  | 'TAX_SERVICES_UPDATE'
  /**
   * The webhook topic for `tender_transactions/create` events. Occurs when a
   * tender transaction is created. Requires the `read_orders` scope.
   */
  | 'TENDER_TRANSACTIONS_CREATE'
  /**
   * The webhook topic for `themes/create` events. Occurs whenever a theme is
   * created. Does not occur when theme files are created. Requires the
   * `read_themes` scope.
   */
  | 'THEMES_CREATE'
  /**
   * The webhook topic for `themes/delete` events. Occurs whenever a theme is
   * deleted. Does not occur when theme files are deleted. Requires the
   * `read_themes` scope.
   */
  | 'THEMES_DELETE'
  /**
   * The webhook topic for `themes/publish` events. Occurs whenever a theme with
   * the main or mobile (deprecated) role is published. Requires the `read_themes` scope.
   */
  | 'THEMES_PUBLISH'
  /**
   * The webhook topic for `themes/update` events. Occurs whenever a theme is
   * updated. Does not occur when theme files are updated. Requires the
   * `read_themes` scope.
   */
  | 'THEMES_UPDATE'
  /**
   * The webhook topic for `variants/in_stock` events. Occurs whenever a variant
   * becomes in stock. Online channels receive this webhook only when the variant
   * becomes in stock online. Requires the `read_products` scope.
   */
  | 'VARIANTS_IN_STOCK'
  /**
   * The webhook topic for `variants/out_of_stock` events. Occurs whenever a
   * variant becomes out of stock. Online channels receive this webhook only when
   * the variant becomes out of stock online. Requires the `read_products` scope.
   */
  | 'VARIANTS_OUT_OF_STOCK';

/** The input fields for the weight unit and value inputs. */
export type WeightInput = {
  /** Unit of measurement for `value`. */
  unit: WeightUnit;
  /** The weight value using the unit system specified with `weight_unit`. */
  value: number;
};

/** Units of measurement for weight. */
export type WeightUnit =
  /** Metric system unit of mass. */
  | 'GRAMS'
  /** 1 kilogram equals 1000 grams. */
  | 'KILOGRAMS'
  /** Imperial system unit of mass. */
  | 'OUNCES'
  /** 1 pound equals 16 ounces. */
  | 'POUNDS';

export type BulkOperationQueryVariables = Exact<{
  id: string;
}>;


export type BulkOperationQuery = { bulkOperation: { id: string, status: BulkOperationStatus, errorCode: BulkOperationErrorCode | null, url: string | null, partialDataUrl: string | null } | null };

export type BulkOperationsQueryVariables = Exact<{ [key: string]: never; }>;


export type BulkOperationsQuery = { bulkOperations: { nodes: Array<{ id: string, query: string, createdAt: string }> } };

export type BulkRunMutationVariables = Exact<{
  mutation: string;
  path: string;
  clientIdentifier?: string | null | undefined;
}>;


export type BulkRunMutation = { bulkOperationRunMutation: { bulkOperation: { id: string, status: BulkOperationStatus } | null, userErrors: Array<{ field: Array<string> | null, message: string, code: BulkMutationErrorCode | null }> } | null };

export type ProductsByErpQueryVariables = Exact<{
  v0: string;
  v1: string;
  v2: string;
  v3: string;
  v4: string;
  v5: string;
  v6: string;
  v7: string;
  v8: string;
  v9: string;
  v10: string;
  v11: string;
  v12: string;
  v13: string;
  v14: string;
  v15: string;
  v16: string;
  v17: string;
  v18: string;
  v19: string;
  v20: string;
  v21: string;
  v22: string;
  v23: string;
  v24: string;
  v25: string;
  v26: string;
  v27: string;
  v28: string;
  v29: string;
  v30: string;
  v31: string;
  v32: string;
  v33: string;
  v34: string;
  v35: string;
  v36: string;
  v37: string;
  v38: string;
  v39: string;
}>;


export type ProductsByErpQuery = { p0: { id: string } | null, p1: { id: string } | null, p2: { id: string } | null, p3: { id: string } | null, p4: { id: string } | null, p5: { id: string } | null, p6: { id: string } | null, p7: { id: string } | null, p8: { id: string } | null, p9: { id: string } | null, p10: { id: string } | null, p11: { id: string } | null, p12: { id: string } | null, p13: { id: string } | null, p14: { id: string } | null, p15: { id: string } | null, p16: { id: string } | null, p17: { id: string } | null, p18: { id: string } | null, p19: { id: string } | null, p20: { id: string } | null, p21: { id: string } | null, p22: { id: string } | null, p23: { id: string } | null, p24: { id: string } | null, p25: { id: string } | null, p26: { id: string } | null, p27: { id: string } | null, p28: { id: string } | null, p29: { id: string } | null, p30: { id: string } | null, p31: { id: string } | null, p32: { id: string } | null, p33: { id: string } | null, p34: { id: string } | null, p35: { id: string } | null, p36: { id: string } | null, p37: { id: string } | null, p38: { id: string } | null, p39: { id: string } | null };

export type StageBulkFileMutationVariables = Exact<{
  input: Array<StagedUploadInput> | StagedUploadInput;
}>;


export type StageBulkFileMutation = { stagedUploadsCreate: { stagedTargets: Array<{ url: string | null, parameters: Array<{ name: string, value: string }> }> | null, userErrors: Array<{ field: Array<string> | null, message: string }> } | null };

export type CategoryMetafieldDeleteMutationVariables = Exact<{
  metafields: Array<MetafieldIdentifierInput> | MetafieldIdentifierInput;
}>;


export type CategoryMetafieldDeleteMutation = { metafieldsDelete: { userErrors: Array<{ field: Array<string> | null, message: string }> } | null };

export type CollectionByErpQueryVariables = Exact<{
  seqCategoria: string;
}>;


export type CollectionByErpQuery = { collectionByIdentifier: { id: string, title: string } | null };

export type CollectionCreateMutationVariables = Exact<{
  collection: CollectionCreateInput;
}>;


export type CollectionCreateMutation = { collectionCreate: { collection: { id: string } | null, userErrors: Array<{ field: Array<string> | null, message: string }> } | null };

export type CollectionRenameMutationVariables = Exact<{
  collection: CollectionUpdateInput;
}>;


export type CollectionRenameMutation = { collectionUpdate: { collection: { id: string } | null, userErrors: Array<{ field: Array<string> | null, message: string }> } | null };

export type CollectionsByErpQueryVariables = Exact<{
  v0: string;
  v1: string;
  v2: string;
  v3: string;
  v4: string;
  v5: string;
  v6: string;
  v7: string;
  v8: string;
  v9: string;
  v10: string;
  v11: string;
  v12: string;
  v13: string;
  v14: string;
  v15: string;
  v16: string;
  v17: string;
  v18: string;
  v19: string;
  v20: string;
  v21: string;
  v22: string;
  v23: string;
  v24: string;
  v25: string;
  v26: string;
  v27: string;
  v28: string;
  v29: string;
  v30: string;
  v31: string;
  v32: string;
  v33: string;
  v34: string;
  v35: string;
  v36: string;
  v37: string;
  v38: string;
  v39: string;
}>;


export type CollectionsByErpQuery = { c0: { id: string, title: string } | null, c1: { id: string, title: string } | null, c2: { id: string, title: string } | null, c3: { id: string, title: string } | null, c4: { id: string, title: string } | null, c5: { id: string, title: string } | null, c6: { id: string, title: string } | null, c7: { id: string, title: string } | null, c8: { id: string, title: string } | null, c9: { id: string, title: string } | null, c10: { id: string, title: string } | null, c11: { id: string, title: string } | null, c12: { id: string, title: string } | null, c13: { id: string, title: string } | null, c14: { id: string, title: string } | null, c15: { id: string, title: string } | null, c16: { id: string, title: string } | null, c17: { id: string, title: string } | null, c18: { id: string, title: string } | null, c19: { id: string, title: string } | null, c20: { id: string, title: string } | null, c21: { id: string, title: string } | null, c22: { id: string, title: string } | null, c23: { id: string, title: string } | null, c24: { id: string, title: string } | null, c25: { id: string, title: string } | null, c26: { id: string, title: string } | null, c27: { id: string, title: string } | null, c28: { id: string, title: string } | null, c29: { id: string, title: string } | null, c30: { id: string, title: string } | null, c31: { id: string, title: string } | null, c32: { id: string, title: string } | null, c33: { id: string, title: string } | null, c34: { id: string, title: string } | null, c35: { id: string, title: string } | null, c36: { id: string, title: string } | null, c37: { id: string, title: string } | null, c38: { id: string, title: string } | null, c39: { id: string, title: string } | null };

export type ProductByErpQueryVariables = Exact<{
  seqProduto: string;
}>;


export type ProductByErpQuery = { productByIdentifier: { id: string } | null };

export type ProductSetMutationVariables = Exact<{
  identifier: ProductSetIdentifiers;
  input: ProductSetInput;
  variants: number;
}>;


export type ProductSetMutation = { productSet: { product: { id: string, title: string, descriptionHtml: string, vendor: string, productType: string, status: ProductStatus, seo: { title: string | null, description: string | null }, category: { id: string } | null, variants: { nodes: Array<{ id: string, sku: string | null, barcode: string | null, price: string, inventoryItem: { id: string, tracked: boolean } }>, pageInfo: { hasNextPage: boolean } } } | null, userErrors: Array<{ field: Array<string> | null, message: string, code: ProductSetUserErrorCode | null }> } | null };

export type ProductStateQueryVariables = Exact<{
  id: string;
}>;


export type ProductStateQuery = { product: { id: string, title: string, descriptionHtml: string, vendor: string, productType: string, status: ProductStatus, tags: Array<string>, seo: { title: string | null, description: string | null }, category: { id: string } | null, metafield: { value: string } | null } | null };

export type ProductUpdateMutationVariables = Exact<{
  id: string;
  product: ProductUpdateInput;
}>;


export type ProductUpdateMutation = { productUpdate: { product: { id: string, title: string, descriptionHtml: string, vendor: string, productType: string, status: ProductStatus, seo: { title: string | null, description: string | null }, category: { id: string } | null } | null, userErrors: Array<{ field: Array<string> | null, message: string }> } | null };

export type ProductVariantsQueryVariables = Exact<{
  id: string;
  first: number;
  after?: string | null | undefined;
}>;


export type ProductVariantsQuery = { product: { id: string, variants: { nodes: Array<{ id: string, sku: string | null, barcode: string | null, price: string, inventoryItem: { id: string, tracked: boolean } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type ProductsShownQueryVariables = Exact<{
  products: Array<string> | string;
  hasVariants: boolean;
  variants?: number;
}>;


export type ProductsShownQuery = { nodes: Array<
    | { id: string, title: string, descriptionHtml: string, vendor: string, productType: string, status: ProductStatus, tags: Array<string>, seo: { title: string | null, description: string | null }, category: { id: string } | null, metafield: { value: string } | null, variants?: { nodes: Array<{ id: string, sku: string | null, title: string, barcode: string | null, price: string, showUnitPrice: boolean, unitPriceMeasurement: { quantityUnit: UnitPriceMeasurementMeasuredUnit | null, quantityValue: number } | null, inventoryItem: { id: string, tracked: boolean, measurement: { weight: { unit: WeightUnit, value: number } | null } } }>, pageInfo: { hasNextPage: boolean } } }
    | Record<PropertyKey, never>
   | null> };

export type PublishMutationVariables = Exact<{
  id: string;
  publications: Array<PublicationInput> | PublicationInput;
}>;


export type PublishMutation = { publishablePublish: { userErrors: Array<{ field: Array<string> | null, message: string }> } | null };

export type TagsAddMutationVariables = Exact<{
  id: string;
  tags: Array<string> | string;
}>;


export type TagsAddMutation = { tagsAdd: { userErrors: Array<{ field: Array<string> | null, message: string }> } | null };

export type TagsRemoveMutationVariables = Exact<{
  id: string;
  tags: Array<string> | string;
}>;


export type TagsRemoveMutation = { tagsRemove: { userErrors: Array<{ field: Array<string> | null, message: string }> } | null };

export type TaxonomyByIdsQueryVariables = Exact<{
  ids: Array<string> | string;
}>;


export type TaxonomyByIdsQuery = { nodes: Array<
    | { id: string, fullName: string, isArchived: boolean }
    | Record<PropertyKey, never>
   | null> };

export type TaxonomyChildrenQueryVariables = Exact<{
  parent: string;
}>;


export type TaxonomyChildrenQuery = { taxonomy: { categories: { nodes: Array<{ id: string, fullName: string }> } } | null };

export type VariantsShownQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;


export type VariantsShownQuery = { product: { variants: { nodes: Array<{ id: string, sku: string | null, title: string, barcode: string | null, price: string, showUnitPrice: boolean, unitPriceMeasurement: { quantityUnit: UnitPriceMeasurementMeasuredUnit | null, quantityValue: number } | null, inventoryItem: { id: string, tracked: boolean, measurement: { weight: { unit: WeightUnit, value: number } | null } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type VariantsUpdateMutationVariables = Exact<{
  productId: string;
  variants: Array<ProductVariantsBulkInput> | ProductVariantsBulkInput;
}>;


export type VariantsUpdateMutation = { productVariantsBulkUpdate: { userErrors: Array<{ field: Array<string> | null, message: string, code: ProductVariantsBulkUpdateUserErrorCode | null }> } | null };

export type DriftChannelsQueryVariables = Exact<{
  products: Array<string> | string;
  channel1: string;
  channel2: string;
  channel3: string;
  channel4: string;
}>;


export type DriftChannelsQuery = { nodes: Array<
    | { id: string, on1: boolean, on2: boolean, on3: boolean, on4: boolean }
    | Record<PropertyKey, never>
   | null> };

export type DriftLevelsQueryVariables = Exact<{
  items: Array<string> | string;
  location: string;
}>;


export type DriftLevelsQuery = { nodes: Array<
    | { id: string, inventoryLevel: { isActive: boolean, quantities: Array<{ name: string, quantity: number, updatedAt: string | null }> } | null }
    | Record<PropertyKey, never>
   | null> };

export type DriftListPricesQueryVariables = Exact<{
  list: string;
  products: string;
  first?: number;
  after?: string | null | undefined;
}>;


export type DriftListPricesQuery = { priceList: { prices: { nodes: Array<{ variant: { id: string }, price: { amount: string }, compareAtPrice: { amount: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type DriftProductsQueryVariables = Exact<{
  products: Array<string> | string;
  variants?: number;
  hasChannels: boolean;
  channel1: string;
  channel2: string;
  channel3: string;
  channel4: string;
  hasSeo: boolean;
  hasWeight: boolean;
  hasDocument: boolean;
}>;


export type DriftProductsQuery = { nodes: Array<
    | { id: string, title: string, status: ProductStatus, vendor: string, productType: string, tags: Array<string>, on1?: boolean, on2?: boolean, on3?: boolean, on4?: boolean, seo?: { title: string | null, description: string | null }, variants: { nodes: Array<{ id: string, sku: string | null, price: string, compareAtPrice: string | null, barcode: string | null, inventoryPolicy: ProductVariantInventoryPolicy, taxable: boolean, metafield?: { value: string } | null, inventoryItem: { tracked: boolean, requiresShipping: boolean, measurement?: { weight: { value: number, unit: WeightUnit } | null } } }>, pageInfo: { hasNextPage: boolean } } }
    | Record<PropertyKey, never>
   | null> };

export type DriftVariantFragment = { id: string, sku: string | null, price: string, compareAtPrice: string | null, barcode: string | null, inventoryPolicy: ProductVariantInventoryPolicy, taxable: boolean, metafield?: { value: string } | null, inventoryItem: { tracked: boolean, requiresShipping: boolean, measurement?: { weight: { value: number, unit: WeightUnit } | null } } };

export type DriftVariantsQueryVariables = Exact<{
  id: string;
  first?: number;
  after?: string | null | undefined;
  hasWeight: boolean;
  hasDocument: boolean;
}>;


export type DriftVariantsQuery = { product: { variants: { nodes: Array<{ id: string, sku: string | null, price: string, compareAtPrice: string | null, barcode: string | null, inventoryPolicy: ProductVariantInventoryPolicy, taxable: boolean, metafield?: { value: string } | null, inventoryItem: { tracked: boolean, requiresShipping: boolean, measurement?: { weight: { value: number, unit: WeightUnit } | null } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type AppendVariantMediaMutationVariables = Exact<{
  productId: string;
  pairs: Array<ProductVariantAppendMediaInput> | ProductVariantAppendMediaInput;
}>;


export type AppendVariantMediaMutation = { productVariantAppendMedia: { product: { id: string } | null, userErrors: Array<{ field: Array<string> | null, message: string, code: MediaUserErrorCode | null }> } | null };

export type CreateFilesMutationVariables = Exact<{
  files: Array<FileCreateInput> | FileCreateInput;
}>;


export type CreateFilesMutation = { fileCreate: { files: Array<
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
    > | null, userErrors: Array<{ field: Array<string> | null, message: string, code: FilesErrorCode | null }> } | null };

export type DeleteFilesMutationVariables = Exact<{
  ids: Array<string> | string;
}>;


export type DeleteFilesMutation = { fileDelete: { deletedFileIds: Array<string> | null, userErrors: Array<{ field: Array<string> | null, message: string, code: FilesErrorCode | null }> } | null };

export type DeleteSpecificationsMutationVariables = Exact<{
  metafields: Array<MetafieldIdentifierInput> | MetafieldIdentifierInput;
}>;


export type DeleteSpecificationsMutation = { metafieldsDelete: { userErrors: Array<{ field: Array<string> | null, message: string }> } | null };

export type DetachVariantMediaMutationVariables = Exact<{
  productId: string;
  pairs: Array<ProductVariantDetachMediaInput> | ProductVariantDetachMediaInput;
}>;


export type DetachVariantMediaMutation = { productVariantDetachMedia: { product: { id: string } | null, userErrors: Array<{ field: Array<string> | null, message: string, code: MediaUserErrorCode | null }> } | null };

export type FileStatesQueryVariables = Exact<{
  ids: Array<string> | string;
}>;


export type FileStatesQuery = { nodes: Array<
    | { id: string, fileStatus: FileStatus, fileErrors: Array<{ code: FileErrorCode }> }
    | Record<PropertyKey, never>
   | null> };

export type FindFilesQueryVariables = Exact<{
  query: string;
}>;


export type FindFilesQuery = { files: { nodes: Array<
      | { id: string }
      | Record<PropertyKey, never>
    > } };

export type LiveSpecificationsQueryVariables = Exact<{
  ids: Array<string> | string;
  keys: Array<string> | string;
  count: number;
}>;


export type LiveSpecificationsQuery = { nodes: Array<
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string, metafields: { nodes: Array<{ namespace: string, key: string, value: string }> } }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string, metafields: { nodes: Array<{ namespace: string, key: string, value: string }> } }
    | { id: string }
    | { id: string, metafields: { nodes: Array<{ namespace: string, key: string, value: string }> } }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string, metafields: { nodes: Array<{ namespace: string, key: string, value: string }> } }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string, metafields: { nodes: Array<{ namespace: string, key: string, value: string }> } }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string, metafields: { nodes: Array<{ namespace: string, key: string, value: string }> } }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string, metafields: { nodes: Array<{ namespace: string, key: string, value: string }> } }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string, metafields: { nodes: Array<{ namespace: string, key: string, value: string }> } }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string, metafields: { nodes: Array<{ namespace: string, key: string, value: string }> } }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string, metafields: { nodes: Array<{ namespace: string, key: string, value: string }> } }
    | { id: string, metafields: { nodes: Array<{ namespace: string, key: string, value: string }> } }
    | { id: string, metafields: { nodes: Array<{ namespace: string, key: string, value: string }> } }
    | { id: string }
    | { id: string }
    | { id: string, metafields: { nodes: Array<{ namespace: string, key: string, value: string }> } }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string, metafields: { nodes: Array<{ namespace: string, key: string, value: string }> } }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string, metafields: { nodes: Array<{ namespace: string, key: string, value: string }> } }
    | { id: string, metafields: { nodes: Array<{ namespace: string, key: string, value: string }> } }
    | { id: string, metafields: { nodes: Array<{ namespace: string, key: string, value: string }> } }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string, metafields: { nodes: Array<{ namespace: string, key: string, value: string }> } }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string, metafields: { nodes: Array<{ namespace: string, key: string, value: string }> } }
    | { id: string }
    | { id: string, metafields: { nodes: Array<{ namespace: string, key: string, value: string }> } }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string, metafields: { nodes: Array<{ namespace: string, key: string, value: string }> } }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string, metafields: { nodes: Array<{ namespace: string, key: string, value: string }> } }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string, metafields: { nodes: Array<{ namespace: string, key: string, value: string }> } }
    | { id: string, metafields: { nodes: Array<{ namespace: string, key: string, value: string }> } }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string, metafields: { nodes: Array<{ namespace: string, key: string, value: string }> } }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string, metafields: { nodes: Array<{ namespace: string, key: string, value: string }> } }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string, metafields: { nodes: Array<{ namespace: string, key: string, value: string }> } }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string, metafields: { nodes: Array<{ namespace: string, key: string, value: string }> } }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string, metafields: { nodes: Array<{ namespace: string, key: string, value: string }> } }
    | { id: string }
    | { id: string }
    | { id: string }
   | null> };

export type ProductMediaQueryVariables = Exact<{
  ids: Array<string> | string;
}>;


export type ProductMediaQuery = { nodes: Array<
    | { id: string, media: { nodes: Array<
          | { id: string, status: MediaStatus, alt: string | null }
          | { id: string, status: MediaStatus, alt: string | null }
          | { id: string, status: MediaStatus, alt: string | null }
          | { id: string, status: MediaStatus, alt: string | null }
        > } }
    | Record<PropertyKey, never>
   | null> };

export type ReorderMediaMutationVariables = Exact<{
  id: string;
  moves: Array<MoveInput> | MoveInput;
}>;


export type ReorderMediaMutation = { productReorderMedia: { job: { id: string } | null, mediaUserErrors: Array<{ field: Array<string> | null, message: string, code: MediaUserErrorCode | null }> } | null };

export type SetSpecificationsMutationVariables = Exact<{
  metafields: Array<MetafieldsSetInput> | MetafieldsSetInput;
}>;


export type SetSpecificationsMutation = { metafieldsSet: { userErrors: Array<{ field: Array<string> | null, message: string, code: MetafieldsSetUserErrorCode | null }> } | null };

export type StagePicturesMutationVariables = Exact<{
  input: Array<StagedUploadInput> | StagedUploadInput;
}>;


export type StagePicturesMutation = { stagedUploadsCreate: { stagedTargets: Array<{ url: string | null, resourceUrl: string | null, parameters: Array<{ name: string, value: string }> }> | null, userErrors: Array<{ field: Array<string> | null, message: string }> } | null };

export type UpdateFilesMutationVariables = Exact<{
  files: Array<FileUpdateInput> | FileUpdateInput;
}>;


export type UpdateFilesMutation = { fileUpdate: { files: Array<
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
    > | null, userErrors: Array<{ field: Array<string> | null, message: string, code: FilesErrorCode | null }> } | null };

export type VariantMediaQueryVariables = Exact<{
  ids: Array<string> | string;
}>;


export type VariantMediaQuery = { nodes: Array<
    | { id: string, media: { nodes: Array<
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
        > } }
    | Record<PropertyKey, never>
   | null> };

export type CaptureMutationVariables = Exact<{
  input: OrderCaptureInput;
}>;


export type CaptureMutation = { orderCapture: { transaction: { id: string } | null, userErrors: Array<{ message: string }> } | null };

export type EditAddItemMutationVariables = Exact<{
  id: string;
  title: string;
  price: MoneyInput;
}>;


export type EditAddItemMutation = { orderEditAddCustomItem: { calculatedOrder: { totalPriceSet: { shopMoney: { amount: string } } } | null, userErrors: Array<{ message: string }> } | null };

export type EditAddVariantMutationVariables = Exact<{
  id: string;
  variant: string;
  quantity: number;
}>;


export type EditAddVariantMutation = { orderEditAddVariant: { calculatedOrder: { totalPriceSet: { shopMoney: { amount: string } } } | null, userErrors: Array<{ message: string }> } | null };

export type EditBeginMutationVariables = Exact<{
  id: string;
}>;


export type EditBeginMutation = { orderEditBegin: { calculatedOrder: { id: string, lineItems: { nodes: Array<{ id: string, sku: string | null, quantity: number }>, pageInfo: { hasNextPage: boolean } }, totalPriceSet: { shopMoney: { amount: string } } } | null, userErrors: Array<{ message: string }> } | null };

export type EditCommitMutationVariables = Exact<{
  id: string;
  notify: boolean;
  note: string;
}>;


export type EditCommitMutation = { orderEditCommit: { order: { id: string } | null, userErrors: Array<{ message: string }> } | null };

export type EditQuantityMutationVariables = Exact<{
  id: string;
  line: string;
  quantity: number;
  restock: boolean;
}>;


export type EditQuantityMutation = { orderEditSetQuantity: { calculatedOrder: { totalPriceSet: { shopMoney: { amount: string } } } | null, userErrors: Array<{ message: string }> } | null };

export type MarkPaidMutationVariables = Exact<{
  id: string;
}>;


export type MarkPaidMutation = { orderMarkAsPaid: { order: { id: string } | null, userErrors: Array<{ message: string }> } | null };

export type MoneyTransactionFragment = { id: string, kind: OrderTransactionKind, status: OrderTransactionStatus, multiCapturable: boolean, authorizationExpiresAt: string | null, manualPaymentGateway: boolean, amountSet: { shopMoney: { amount: string } }, parentTransaction: { id: string } | null };

export type OrderBackQueryVariables = Exact<{
  id: string;
}>;


export type OrderBackQuery = { order: { updatedAt: string, merchantEditable: boolean, merchantEditableErrors: Array<string>, paymentCollectionDetails: { additionalPaymentCollectionUrl: string | null }, refunds: Array<{ id: string, note: string | null, transactions: { nodes: Array<{ id: string, status: OrderTransactionStatus }> } }> } | null };

export type OrderMoneyAllQueryVariables = Exact<{
  id: string;
}>;


export type OrderMoneyAllQuery = { order: { updatedAt: string, transactions: Array<{ id: string, kind: OrderTransactionKind, status: OrderTransactionStatus, multiCapturable: boolean, authorizationExpiresAt: string | null, manualPaymentGateway: boolean, amountSet: { shopMoney: { amount: string } }, parentTransaction: { id: string } | null }> } | null };

export type OrderMoneyQueryVariables = Exact<{
  id: string;
}>;


export type OrderMoneyQuery = { order: { updatedAt: string, cancelledAt: string | null, canMarkAsPaid: boolean, currentTotalPriceSet: { shopMoney: { amount: string } }, transactionsCount: { count: number } | null, transactions: Array<{ id: string, kind: OrderTransactionKind, status: OrderTransactionStatus, multiCapturable: boolean, authorizationExpiresAt: string | null, manualPaymentGateway: boolean, amountSet: { shopMoney: { amount: string } }, parentTransaction: { id: string } | null }> } | null };

export type RefundMutationVariables = Exact<{
  input: RefundInput;
  key: string;
}>;


export type RefundMutation = { refundCreate: { refund: { id: string } | null, userErrors: Array<{ message: string }> } | null };

export type CancelJobQueryVariables = Exact<{
  id: string;
}>;


export type CancelJobQuery = { node:
    | { done: boolean, status: OrderCancelStatus, errors: Array<{ message: string }> }
    | Record<PropertyKey, never>
   | null };

export type CancelOrderMutationVariables = Exact<{
  orderId: string;
  reason: OrderCancelReason;
  restock: boolean;
  refundMethod?: OrderCancelRefundMethodInput | null | undefined;
  notifyCustomer: boolean;
  staffNote?: string | null | undefined;
}>;


export type CancelOrderMutation = { orderCancel: { jobResult: { id: string } | null, orderCancelUserErrors: Array<{ field: Array<string> | null, message: string, code: OrderCancelUserErrorCode | null }> } | null };

export type OrderToCancelQueryVariables = Exact<{
  id: string;
}>;


export type OrderToCancelQuery = { order: { updatedAt: string, cancelledAt: string | null, returnStatus: OrderReturnStatus, totalReceivedSet: { shopMoney: { amount: string } }, totalRefundedSet: { shopMoney: { amount: string } }, fulfillments: Array<{ status: FulfillmentStatus }>, transactions: Array<{ kind: OrderTransactionKind, status: OrderTransactionStatus }>, fulfillmentOrders: { nodes: Array<{ assignedLocation: { location: { isActive: boolean } | null } }>, pageInfo: { hasNextPage: boolean } } } | null };

export type CustomerDocumentQueryVariables = Exact<{
  id: string;
  namespace: string;
  key: string;
}>;


export type CustomerDocumentQuery = { order: { customer: { metafield: { value: string } | null } | null } | null };

export type CancelFulfillmentMutationVariables = Exact<{
  id: string;
}>;


export type CancelFulfillmentMutation = { fulfillmentCancel: { fulfillment: { id: string, status: FulfillmentStatus, order: { updatedAt: string } } | null, userErrors: Array<{ field: Array<string> | null, message: string }> } | null };

export type FulfillOrderMutationVariables = Exact<{
  fulfillment: FulfillmentInput;
}>;


export type FulfillOrderMutation = { fulfillmentCreate: { fulfillment: { id: string, status: FulfillmentStatus, order: { updatedAt: string } } | null, userErrors: Array<{ field: Array<string> | null, message: string }> } | null };

export type FulfillmentEventMutationVariables = Exact<{
  event: FulfillmentEventInput;
}>;


export type FulfillmentEventMutation = { fulfillmentEventCreate: { fulfillmentEvent: { id: string, status: FulfillmentEventStatus } | null, userErrors: Array<{ field: Array<string> | null, message: string }> } | null };

export type LinesToFulfillQueryVariables = Exact<{
  id: string;
  after: string;
}>;


export type LinesToFulfillQuery = { fulfillmentOrder: { lineItems: { nodes: Array<{ id: string, remainingQuantity: number, lineItem: { sku: string | null, title: string, isGiftCard: boolean, variant: { id: string } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type OrderToFulfillQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;


export type OrderToFulfillQuery = { order: { updatedAt: string, cancelledAt: string | null, fulfillments: Array<{ id: string, status: FulfillmentStatus, displayStatus: FulfillmentDisplayStatus | null }>, fulfillmentOrders: { nodes: Array<{ id: string, status: FulfillmentOrderStatus, assignedLocation: { location: { id: string } | null }, deliveryMethod: { methodType: DeliveryMethodType } | null, lineItems: { nodes: Array<{ id: string, remainingQuantity: number, lineItem: { sku: string | null, title: string, isGiftCard: boolean, variant: { id: string } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type LineToFulfillFragment = { id: string, remainingQuantity: number, lineItem: { sku: string | null, title: string, isGiftCard: boolean, variant: { id: string } | null } };

export type PreparedForPickupMutationVariables = Exact<{
  input: FulfillmentOrderLineItemsPreparedForPickupInput;
}>;


export type PreparedForPickupMutation = { fulfillmentOrderLineItemsPreparedForPickup: { userErrors: Array<{ field: Array<string> | null, message: string }> } | null };

export type LedgerLinesQueryVariables = Exact<{
  id: string;
  after: string;
}>;


export type LedgerLinesQuery = { order: { updatedAt: string, lineItems: { nodes: Array<{ sku: string | null, title: string, variantTitle: string | null, vendor: string | null, currentQuantity: number, isGiftCard: boolean }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type LedgerOneQueryVariables = Exact<{
  id: string;
}>;


export type LedgerOneQuery = { order: { id: string, name: string, createdAt: string, updatedAt: string, cancelledAt: string | null, test: boolean, edited: boolean, sourceName: string | null, displayFinancialStatus: OrderDisplayFinancialStatus | null, currentTotalPriceSet: { shopMoney: { amount: string } }, currentShippingPriceSet: { shopMoney: { amount: string } }, totalRefundedSet: { shopMoney: { amount: string } }, lineItems: { nodes: Array<{ sku: string | null, title: string, variantTitle: string | null, vendor: string | null, currentQuantity: number, isGiftCard: boolean }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type LedgerOrderFragment = { id: string, name: string, createdAt: string, updatedAt: string, cancelledAt: string | null, test: boolean, edited: boolean, sourceName: string | null, displayFinancialStatus: OrderDisplayFinancialStatus | null, currentTotalPriceSet: { shopMoney: { amount: string } }, currentShippingPriceSet: { shopMoney: { amount: string } }, totalRefundedSet: { shopMoney: { amount: string } }, lineItems: { nodes: Array<{ sku: string | null, title: string, variantTitle: string | null, vendor: string | null, currentQuantity: number, isGiftCard: boolean }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type LedgerPageQueryVariables = Exact<{
  query: string;
  sortKey: OrderSortKeys;
  after?: string | null | undefined;
}>;


export type LedgerPageQuery = { orders: { nodes: Array<{ id: string, name: string, createdAt: string, updatedAt: string, cancelledAt: string | null, test: boolean, edited: boolean, sourceName: string | null, displayFinancialStatus: OrderDisplayFinancialStatus | null, currentTotalPriceSet: { shopMoney: { amount: string } }, currentShippingPriceSet: { shopMoney: { amount: string } }, totalRefundedSet: { shopMoney: { amount: string } }, lineItems: { nodes: Array<{ sku: string | null, title: string, variantTitle: string | null, vendor: string | null, currentQuantity: number, isGiftCard: boolean }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type OrderAttributesQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type OrderAttributesQuery = { orders: { nodes: Array<{ customAttributes: Array<{ key: string, value: string | null }>, localizedFields: { nodes: Array<{ key: LocalizedFieldKey, value: string }> }, lineItems: { nodes: Array<{ customAttributes: Array<{ key: string, value: string | null }> }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type OrderFulfillmentsQueryVariables = Exact<{
  id: string;
  after: string;
}>;


export type OrderFulfillmentsQuery = { order: { updatedAt: string, fulfillmentOrders: { nodes: Array<{ status: FulfillmentOrderStatus, createdAt: string, updatedAt: string, assignedLocation: { location: { id: string } | null }, deliveryMethod: { methodType: DeliveryMethodType, minDeliveryDateTime: string | null, maxDeliveryDateTime: string | null, additionalInformation: { instructions: string | null } | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type OrderFullQueryVariables = Exact<{
  id: string;
}>;


export type OrderFullQuery = { order: { id: string, name: string, createdAt: string, updatedAt: string, cancelledAt: string | null, test: boolean, edited: boolean, displayFinancialStatus: OrderDisplayFinancialStatus | null, taxesIncluded: boolean, currencyCode: CurrencyCode, presentmentCurrencyCode: CurrencyCode, note: string | null, email: string | null, phone: string | null, tags: Array<string>, sourceName: string | null, customAttributes: Array<{ key: string, value: string | null }>, customer: { firstName: string | null, lastName: string | null, defaultPhoneNumber: { phoneNumber: string } | null } | null, localizedFields: { nodes: Array<{ key: LocalizedFieldKey, value: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } }, shippingAddress: { name: string | null, company: string | null, address1: string | null, address2: string | null, city: string | null, province: string | null, provinceCode: string | null, zip: string | null, countryCodeV2: CountryCode | null, phone: string | null } | null, billingAddress: { name: string | null, company: string | null, address1: string | null, address2: string | null, city: string | null, province: string | null, provinceCode: string | null, zip: string | null, countryCodeV2: CountryCode | null, phone: string | null } | null, currentTotalPriceSet: { shopMoney: { amount: string } }, currentShippingPriceSet: { shopMoney: { amount: string } }, currentTotalTaxSet: { shopMoney: { amount: string } }, currentTotalAdditionalFeesSet: { shopMoney: { amount: string } } | null, totalTipReceivedSet: { shopMoney: { amount: string } }, lineItems: { nodes: Array<{ id: string, sku: string | null, title: string, variantTitle: string | null, vendor: string | null, quantity: number, currentQuantity: number, isGiftCard: boolean, customAttributes: Array<{ key: string, value: string | null }>, variant: { id: string, barcode: string | null } | null, originalUnitPriceSet: { shopMoney: { amount: string } }, discountAllocations: Array<{ allocatedAmountSet: { shopMoney: { amount: string } } }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } }, fulfillmentOrders: { nodes: Array<{ status: FulfillmentOrderStatus, createdAt: string, updatedAt: string, assignedLocation: { location: { id: string } | null }, deliveryMethod: { methodType: DeliveryMethodType, minDeliveryDateTime: string | null, maxDeliveryDateTime: string | null, additionalInformation: { instructions: string | null } | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } }, transactions: Array<{ id: string, kind: OrderTransactionKind, status: OrderTransactionStatus, gateway: string | null, manualPaymentGateway: boolean, accountNumber: string | null, receiptJson: unknown, amountSet: { shopMoney: { amount: string } }, parentTransaction: { id: string } | null, paymentDetails:
        | { paymentMethodName: string | null, company: string | null }
        | { paymentMethodName: string | null }
        | Record<PropertyKey, never>
       | null }>, risk: { recommendation: OrderRiskRecommendationResult }, seqPedido: { value: string } | null } | null };

export type ShopMoneyFragment = { shopMoney: { amount: string } };

export type OrderAddressFragment = { name: string | null, company: string | null, address1: string | null, address2: string | null, city: string | null, province: string | null, provinceCode: string | null, zip: string | null, countryCodeV2: CountryCode | null, phone: string | null };

export type OrderFulfillmentFragment = { status: FulfillmentOrderStatus, createdAt: string, updatedAt: string, assignedLocation: { location: { id: string } | null }, deliveryMethod: { methodType: DeliveryMethodType, minDeliveryDateTime: string | null, maxDeliveryDateTime: string | null, additionalInformation: { instructions: string | null } | null } | null };

export type OrderTransactionFragment = { id: string, kind: OrderTransactionKind, status: OrderTransactionStatus, gateway: string | null, manualPaymentGateway: boolean, accountNumber: string | null, receiptJson: unknown, amountSet: { shopMoney: { amount: string } }, parentTransaction: { id: string } | null, paymentDetails:
    | { paymentMethodName: string | null, company: string | null }
    | { paymentMethodName: string | null }
    | Record<PropertyKey, never>
   | null };

export type OrderLineFragment = { id: string, sku: string | null, title: string, variantTitle: string | null, vendor: string | null, quantity: number, currentQuantity: number, isGiftCard: boolean, customAttributes: Array<{ key: string, value: string | null }>, variant: { id: string, barcode: string | null } | null, originalUnitPriceSet: { shopMoney: { amount: string } }, discountAllocations: Array<{ allocatedAmountSet: { shopMoney: { amount: string } } }> };

export type OrderSummaryQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;


export type OrderSummaryQuery = { order: { name: string, updatedAt: string, cancelledAt: string | null, note: string | null, email: string | null, phone: string | null, metafields: { nodes: Array<{ key: string, value: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } }, currentTotalPriceSet: { shopMoney: { amount: string } }, currentShippingPriceSet: { shopMoney: { amount: string } }, totalRefundedSet: { shopMoney: { amount: string } }, shippingAddress: { name: string | null, company: string | null, address1: string | null, address2: string | null, city: string | null, province: string | null, provinceCode: string | null, zip: string | null, countryCodeV2: CountryCode | null, phone: string | null } | null, billingAddress: { name: string | null, company: string | null, address1: string | null, address2: string | null, city: string | null, province: string | null, provinceCode: string | null, zip: string | null, countryCodeV2: CountryCode | null, phone: string | null } | null } | null };

export type OrderGlanceFragment = { updatedAt: string, cancelledAt: string | null, note: string | null, email: string | null, phone: string | null, currentTotalPriceSet: { shopMoney: { amount: string } }, currentShippingPriceSet: { shopMoney: { amount: string } }, totalRefundedSet: { shopMoney: { amount: string } }, shippingAddress: { name: string | null, company: string | null, address1: string | null, address2: string | null, city: string | null, province: string | null, provinceCode: string | null, zip: string | null, countryCodeV2: CountryCode | null, phone: string | null } | null, billingAddress: { name: string | null, company: string | null, address1: string | null, address2: string | null, city: string | null, province: string | null, provinceCode: string | null, zip: string | null, countryCodeV2: CountryCode | null, phone: string | null } | null };

export type OrderLinesQueryVariables = Exact<{
  id: string;
  after: string;
}>;


export type OrderLinesQuery = { order: { updatedAt: string, lineItems: { nodes: Array<{ id: string, sku: string | null, title: string, variantTitle: string | null, vendor: string | null, quantity: number, currentQuantity: number, isGiftCard: boolean, customAttributes: Array<{ key: string, value: string | null }>, variant: { id: string, barcode: string | null } | null, originalUnitPriceSet: { shopMoney: { amount: string } }, discountAllocations: Array<{ allocatedAmountSet: { shopMoney: { amount: string } } }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type OrderLocalizedFieldsQueryVariables = Exact<{
  id: string;
  after: string;
}>;


export type OrderLocalizedFieldsQuery = { order: { updatedAt: string, localizedFields: { nodes: Array<{ key: LocalizedFieldKey, value: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type OrderLookQueryVariables = Exact<{
  id: string;
}>;


export type OrderLookQuery = { order: { updatedAt: string, cancelledAt: string | null, note: string | null, email: string | null, phone: string | null, currentTotalPriceSet: { shopMoney: { amount: string } }, currentShippingPriceSet: { shopMoney: { amount: string } }, totalRefundedSet: { shopMoney: { amount: string } }, shippingAddress: { name: string | null, company: string | null, address1: string | null, address2: string | null, city: string | null, province: string | null, provinceCode: string | null, zip: string | null, countryCodeV2: CountryCode | null, phone: string | null } | null, billingAddress: { name: string | null, company: string | null, address1: string | null, address2: string | null, city: string | null, province: string | null, provinceCode: string | null, zip: string | null, countryCodeV2: CountryCode | null, phone: string | null } | null } | null };

export type OrderPartsQueryVariables = Exact<{
  id: string;
}>;


export type OrderPartsQuery = { order: { updatedAt: string, customAttributes: Array<{ key: string, value: string | null }>, localizedFields: { nodes: Array<{ key: LocalizedFieldKey, value: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } }, lineItems: { nodes: Array<{ id: string, currentQuantity: number }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } }, fulfillmentOrders: { nodes: Array<{ assignedLocation: { location: { id: string } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type OrderRefundsQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
}>;


export type OrderRefundsQuery = { order: { refunds: Array<{ id: string, createdAt: string | null, processedAt: string, totalRefundedSet: { shopMoney: { amount: string } } }> } | null };

export type OrderRestQueryVariables = Exact<{
  id: string;
}>;


export type OrderRestQuery = { order: { updatedAt: string, customer: { defaultEmailAddress: { emailAddress: string } | null } | null, totalOutstandingSet: { shopMoney: { amount: string } }, totalRefundedSet: { shopMoney: { amount: string } } } | null };

export type OrderSweepQueryVariables = Exact<{
  query: string;
  after?: string | null | undefined;
}>;


export type OrderSweepQuery = { orders: { nodes: Array<{ id: string, updatedAt: string, displayFinancialStatus: OrderDisplayFinancialStatus | null, cancelledAt: string | null, test: boolean }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type OrderTransactionsQueryVariables = Exact<{
  id: string;
}>;


export type OrderTransactionsQuery = { order: { updatedAt: string, transactionsCount: { count: number } | null, transactions: Array<{ id: string, kind: OrderTransactionKind, status: OrderTransactionStatus, gateway: string | null, manualPaymentGateway: boolean, accountNumber: string | null, receiptJson: unknown, amountSet: { shopMoney: { amount: string } }, parentTransaction: { id: string } | null, paymentDetails:
        | { paymentMethodName: string | null, company: string | null }
        | { paymentMethodName: string | null }
        | Record<PropertyKey, never>
       | null }> } | null };

export type OrderUpdatedAtQueryVariables = Exact<{
  id: string;
}>;


export type OrderUpdatedAtQuery = { order: { updatedAt: string } | null };

export type RefundLinesQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;


export type RefundLinesQuery = { refund: { refundLineItems: { nodes: Array<{ quantity: number, restockType: RefundLineItemRestockType, subtotalSet: { shopMoney: { amount: string } }, lineItem: { sku: string | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type SetOrderMetafieldsMutationVariables = Exact<{
  metafields: Array<MetafieldsSetInput> | MetafieldsSetInput;
}>;


export type SetOrderMetafieldsMutation = { metafieldsSet: { metafields: Array<{ owner:
        | { updatedAt: string, cancelledAt: string | null, note: string | null, email: string | null, phone: string | null, currentTotalPriceSet: { shopMoney: { amount: string } }, currentShippingPriceSet: { shopMoney: { amount: string } }, totalRefundedSet: { shopMoney: { amount: string } }, shippingAddress: { name: string | null, company: string | null, address1: string | null, address2: string | null, city: string | null, province: string | null, provinceCode: string | null, zip: string | null, countryCodeV2: CountryCode | null, phone: string | null } | null, billingAddress: { name: string | null, company: string | null, address1: string | null, address2: string | null, city: string | null, province: string | null, provinceCode: string | null, zip: string | null, countryCodeV2: CountryCode | null, phone: string | null } | null }
        | Record<PropertyKey, never>
       }> | null, userErrors: Array<{ field: Array<string> | null, message: string, code: MetafieldsSetUserErrorCode | null }> } | null };

export type CatalogCreateMutationVariables = Exact<{
  input: CatalogCreateInput;
}>;


export type CatalogCreateMutation = { catalogCreate: { catalog:
      | { id: string, title: string, status: CatalogStatus }
      | { id: string, title: string, status: CatalogStatus }
      | { id: string, title: string, status: CatalogStatus }
     | null, userErrors: Array<{ field: Array<string> | null, message: string, code: CatalogUserErrorCode | null }> } | null };

export type CatalogJoinListMutationVariables = Exact<{
  id: string;
  priceListId: string;
}>;


export type CatalogJoinListMutation = { catalogUpdate: { catalog:
      | { id: string }
      | { id: string }
      | { id: string }
     | null, userErrors: Array<{ field: Array<string> | null, message: string, code: CatalogUserErrorCode | null }> } | null };

export type CompanyLocationCatalogsQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;


export type CompanyLocationCatalogsQuery = { companyLocation: { id: string, catalogs: { nodes: Array<
        | { __typename: 'AppCatalog', id: string, title: string, status: CatalogStatus, priceList: { id: string, currency: CurrencyCode } | null }
        | { __typename: 'CompanyLocationCatalog', id: string, title: string, status: CatalogStatus, priceList: { id: string, currency: CurrencyCode } | null }
        | { __typename: 'MarketCatalog', id: string, title: string, status: CatalogStatus, priceList: { id: string, currency: CurrencyCode } | null }
      >, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type CompanyLocationsInCatalogQueryVariables = Exact<{
  ids: Array<string> | string;
  catalogId: string;
}>;


export type CompanyLocationsInCatalogQuery = { nodes: Array<
    | { id: string, inCatalog: boolean }
    | Record<PropertyKey, never>
   | null> };

export type EntitlementsQueryVariables = Exact<{ [key: string]: never; }>;


export type EntitlementsQuery = { shop: { entitlements: { b2b: { enabled: boolean }, markets: { retail: { enabled: boolean, catalogs: { enabled: boolean, limit: number } }, regions: { enabled: boolean, catalogs: { enabled: boolean, limit: number } }, b2b: { enabled: boolean, catalogs: { enabled: boolean, limit: number } } } } } };

export type FixedPricesMutationVariables = Exact<{
  list: string;
  add: Array<PriceListPriceInput> | PriceListPriceInput;
  delete: Array<string> | string;
}>;


export type FixedPricesMutation = { priceListFixedPricesUpdate: { userErrors: Array<{ field: Array<string> | null, message: string, code: PriceListPriceUserErrorCode | null }> } | null };

export type MarketCreateMutationVariables = Exact<{
  input: MarketCreateInput;
}>;


export type MarketCreateMutation = { marketCreate: { market: { id: string, name: string, status: MarketStatus } | null, userErrors: Array<{ field: Array<string> | null, message: string, code: MarketUserErrorCode | null }> } | null };

export type MarketsQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type MarketsQuery = { markets: { nodes: Array<{ id: string, name: string, handle: string, status: MarketStatus, conditions: { conditionTypes: Array<MarketConditionType>, locationsCondition: { applicationLevel: MarketConditionApplicationType | null, locations: { nodes: Array<{ id: string }> } } | null, regionsCondition: { applicationLevel: MarketConditionApplicationType | null, regions: { nodes: Array<
              | { country: CountryCode }
              | { subdivision: string, of: { code: CountryCode } }
            > } } | null } | null, catalogs: { nodes: Array<{ id: string, title: string, status: CatalogStatus, priceList: { id: string, currency: CurrencyCode } | null }>, pageInfo: { hasNextPage: boolean } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type PriceListCreateMutationVariables = Exact<{
  input: PriceListCreateInput;
}>;


export type PriceListCreateMutation = { priceListCreate: { priceList: { id: string } | null, userErrors: Array<{ field: Array<string> | null, message: string, code: PriceListUserErrorCode | null }> } | null };

export type PriceListsQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type PriceListsQuery = { priceLists: { nodes: Array<{ id: string, name: string, currency: CurrencyCode, fixedPricesCount: number, catalog:
        | { id: string, title: string, status: CatalogStatus }
        | { id: string, title: string, status: CatalogStatus }
        | { id: string, title: string, status: CatalogStatus }
       | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type SetPriceMetafieldsMutationVariables = Exact<{
  metafields: Array<MetafieldsSetInput> | MetafieldsSetInput;
}>;


export type SetPriceMetafieldsMutation = { metafieldsSet: { userErrors: Array<{ field: Array<string> | null, message: string, code: MetafieldsSetUserErrorCode | null }> } | null };

export type VariantPricesMutationVariables = Exact<{
  productId: string;
  variants: Array<ProductVariantsBulkInput> | ProductVariantsBulkInput;
}>;


export type VariantPricesMutation = { productVariantsBulkUpdate: { userErrors: Array<{ field: Array<string> | null, message: string, code: ProductVariantsBulkUpdateUserErrorCode | null }> } | null };

export type AllLocationsQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type AllLocationsQuery = { locations: { nodes: Array<{ id: string, name: string, isActive: boolean }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type AppScopesQueryVariables = Exact<{ [key: string]: never; }>;


export type AppScopesQuery = { currentAppInstallation: { accessScopes: Array<{ handle: string }> } };

export type DefineMutationVariables = Exact<{
  definition: MetafieldDefinitionInput;
}>;


export type DefineMutation = { metafieldDefinitionCreate: { userErrors: Array<{ field: Array<string> | null, message: string, code: MetafieldDefinitionCreateUserErrorCode | null }> } | null };

export type ProtectedDataQueryVariables = Exact<{ [key: string]: never; }>;


export type ProtectedDataQuery = { orders: { nodes: Array<{ id: string, customer: { id: string } | null }> } };

export type PublicationsQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type PublicationsQuery = { publications: { nodes: Array<{ id: string, autoPublish: boolean, channels: { nodes: Array<{ name: string, app: { handle: string | null } }> } | null, catalog:
        | { title: string, status: CatalogStatus }
        | { title: string, status: CatalogStatus }
        | { title: string, status: CatalogStatus }
       | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ShopSizeQueryVariables = Exact<{ [key: string]: never; }>;


export type ShopSizeQuery = { shop: { plan: { shopifyPlus: boolean } }, productVariantsCount: { count: number } | null };

export type WebhookSubscribeMutationVariables = Exact<{
  topic: WebhookSubscriptionTopic;
  subscription: WebhookSubscriptionInput;
}>;


export type WebhookSubscribeMutation = { webhookSubscriptionCreate: { webhookSubscription: { id: string } | null, userErrors: Array<{ field: Array<string> | null, message: string }> } | null };

export type WebhookSubscriptionsQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type WebhookSubscriptionsQuery = { webhookSubscriptions: { nodes: Array<{ id: string, topic: WebhookSubscriptionTopic, uri: string, filter: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type WebhookUnsubscribeMutationVariables = Exact<{
  id: string;
}>;


export type WebhookUnsubscribeMutation = { webhookSubscriptionDelete: { deletedWebhookSubscriptionId: string | null, userErrors: Array<{ field: Array<string> | null, message: string }> } | null };

export type ActivateMutationVariables = Exact<{
  item: string;
  updates: Array<InventoryBulkToggleActivationInput> | InventoryBulkToggleActivationInput;
}>;


export type ActivateMutation = { inventoryBulkToggleActivation: { userErrors: Array<{ field: Array<string> | null, message: string, code: InventoryBulkToggleActivationUserErrorCode | null }> } | null };

export type LevelsQueryVariables = Exact<{
  items: Array<string> | string;
  location: string;
}>;


export type LevelsQuery = { nodes: Array<
    | { id: string, tracked: boolean, inventoryLevel: { isActive: boolean, quantities: Array<{ quantity: number }> } | null }
    | Record<PropertyKey, never>
   | null> };

export type ActiveLocationsQueryVariables = Exact<{
  ids: Array<string> | string;
}>;


export type ActiveLocationsQuery = { nodes: Array<
    | { id: string, isActive: boolean }
    | Record<PropertyKey, never>
   | null> };

export type SetStockMutationVariables = Exact<{
  input: InventorySetQuantitiesInput;
  key: string;
}>;


export type SetStockMutation = { inventorySetQuantities: { userErrors: Array<{ field: Array<string> | null, message: string, code: InventorySetQuantitiesUserErrorCode | null }> } | null };

export type TrackMutationVariables = Exact<{
  item: string;
  tracked: boolean;
}>;


export type TrackMutation = { inventoryItemUpdate: { userErrors: Array<{ field: Array<string> | null, message: string }> } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const DriftVariantFragmentDoc = new TypedDocumentString(`
    fragment DriftVariant on ProductVariant {
  id
  sku
  price
  compareAtPrice
  barcode
  inventoryPolicy
  taxable
  metafield(namespace: "erp", key: "precos") @include(if: $hasDocument) {
    value
  }
  inventoryItem {
    tracked
    requiresShipping
    measurement @include(if: $hasWeight) {
      weight {
        value
        unit
      }
    }
  }
}
    `, {"fragmentName":"DriftVariant"}) as unknown as TypedDocumentString<DriftVariantFragment, unknown>;
export const ShopMoneyFragmentDoc = new TypedDocumentString(`
    fragment ShopMoney on MoneyBag {
  shopMoney {
    amount
  }
}
    `, {"fragmentName":"ShopMoney"}) as unknown as TypedDocumentString<ShopMoneyFragment, unknown>;
export const MoneyTransactionFragmentDoc = new TypedDocumentString(`
    fragment MoneyTransaction on OrderTransaction {
  id
  kind
  status
  amountSet {
    ...ShopMoney
  }
  parentTransaction {
    id
  }
  multiCapturable
  authorizationExpiresAt
  manualPaymentGateway
}
    fragment ShopMoney on MoneyBag {
  shopMoney {
    amount
  }
}`, {"fragmentName":"MoneyTransaction"}) as unknown as TypedDocumentString<MoneyTransactionFragment, unknown>;
export const LineToFulfillFragmentDoc = new TypedDocumentString(`
    fragment LineToFulfill on FulfillmentOrderLineItem {
  id
  remainingQuantity
  lineItem {
    sku
    title
    isGiftCard
    variant {
      id
    }
  }
}
    `, {"fragmentName":"LineToFulfill"}) as unknown as TypedDocumentString<LineToFulfillFragment, unknown>;
export const LedgerOrderFragmentDoc = new TypedDocumentString(`
    fragment LedgerOrder on Order {
  id
  name
  createdAt
  updatedAt
  cancelledAt
  test
  edited
  sourceName
  displayFinancialStatus
  currentTotalPriceSet {
    shopMoney {
      amount
    }
  }
  currentShippingPriceSet {
    shopMoney {
      amount
    }
  }
  totalRefundedSet {
    shopMoney {
      amount
    }
  }
  lineItems(first: 20) {
    nodes {
      sku
      title
      variantTitle
      vendor
      currentQuantity
      isGiftCard
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `, {"fragmentName":"LedgerOrder"}) as unknown as TypedDocumentString<LedgerOrderFragment, unknown>;
export const OrderFulfillmentFragmentDoc = new TypedDocumentString(`
    fragment OrderFulfillment on FulfillmentOrder {
  status
  createdAt
  updatedAt
  assignedLocation {
    location {
      id
    }
  }
  deliveryMethod {
    methodType
    minDeliveryDateTime
    maxDeliveryDateTime
    additionalInformation {
      instructions
    }
  }
}
    `, {"fragmentName":"OrderFulfillment"}) as unknown as TypedDocumentString<OrderFulfillmentFragment, unknown>;
export const OrderTransactionFragmentDoc = new TypedDocumentString(`
    fragment OrderTransaction on OrderTransaction {
  id
  kind
  status
  gateway
  manualPaymentGateway
  amountSet {
    ...ShopMoney
  }
  parentTransaction {
    id
  }
  accountNumber
  receiptJson
  paymentDetails {
    ... on CardPaymentDetails {
      paymentMethodName
      company
    }
    ... on LocalPaymentMethodsPaymentDetails {
      paymentMethodName
    }
  }
}
    fragment ShopMoney on MoneyBag {
  shopMoney {
    amount
  }
}`, {"fragmentName":"OrderTransaction"}) as unknown as TypedDocumentString<OrderTransactionFragment, unknown>;
export const OrderLineFragmentDoc = new TypedDocumentString(`
    fragment OrderLine on LineItem {
  id
  sku
  title
  variantTitle
  vendor
  quantity
  currentQuantity
  isGiftCard
  customAttributes {
    key
    value
  }
  variant {
    id
    barcode
  }
  originalUnitPriceSet {
    ...ShopMoney
  }
  discountAllocations {
    allocatedAmountSet {
      ...ShopMoney
    }
  }
}
    fragment ShopMoney on MoneyBag {
  shopMoney {
    amount
  }
}`, {"fragmentName":"OrderLine"}) as unknown as TypedDocumentString<OrderLineFragment, unknown>;
export const OrderAddressFragmentDoc = new TypedDocumentString(`
    fragment OrderAddress on MailingAddress {
  name
  company
  address1
  address2
  city
  province
  provinceCode
  zip
  countryCodeV2
  phone
}
    `, {"fragmentName":"OrderAddress"}) as unknown as TypedDocumentString<OrderAddressFragment, unknown>;
export const OrderGlanceFragmentDoc = new TypedDocumentString(`
    fragment OrderGlance on Order {
  updatedAt
  cancelledAt
  note
  email
  phone
  currentTotalPriceSet {
    ...ShopMoney
  }
  currentShippingPriceSet {
    ...ShopMoney
  }
  totalRefundedSet {
    ...ShopMoney
  }
  shippingAddress {
    ...OrderAddress
  }
  billingAddress {
    ...OrderAddress
  }
}
    fragment ShopMoney on MoneyBag {
  shopMoney {
    amount
  }
}
fragment OrderAddress on MailingAddress {
  name
  company
  address1
  address2
  city
  province
  provinceCode
  zip
  countryCodeV2
  phone
}`, {"fragmentName":"OrderGlance"}) as unknown as TypedDocumentString<OrderGlanceFragment, unknown>;
export const BulkOperationDocument = new TypedDocumentString(`
    query BulkOperation($id: ID!) {
  bulkOperation(id: $id) {
    id
    status
    errorCode
    url
    partialDataUrl
  }
}
    `) as unknown as TypedDocumentString<BulkOperationQuery, BulkOperationQueryVariables>;
export const BulkOperationsDocument = new TypedDocumentString(`
    query BulkOperations {
  bulkOperations(first: 50) {
    nodes {
      id
      query
      createdAt
    }
  }
}
    `) as unknown as TypedDocumentString<BulkOperationsQuery, BulkOperationsQueryVariables>;
export const BulkRunDocument = new TypedDocumentString(`
    mutation BulkRun($mutation: String!, $path: String!, $clientIdentifier: String) {
  bulkOperationRunMutation(
    mutation: $mutation
    stagedUploadPath: $path
    clientIdentifier: $clientIdentifier
  ) {
    bulkOperation {
      id
      status
    }
    userErrors {
      field
      message
      code
    }
  }
}
    `) as unknown as TypedDocumentString<BulkRunMutation, BulkRunMutationVariables>;
export const ProductsByErpDocument = new TypedDocumentString(`
    query ProductsByErp($v0: String!, $v1: String!, $v2: String!, $v3: String!, $v4: String!, $v5: String!, $v6: String!, $v7: String!, $v8: String!, $v9: String!, $v10: String!, $v11: String!, $v12: String!, $v13: String!, $v14: String!, $v15: String!, $v16: String!, $v17: String!, $v18: String!, $v19: String!, $v20: String!, $v21: String!, $v22: String!, $v23: String!, $v24: String!, $v25: String!, $v26: String!, $v27: String!, $v28: String!, $v29: String!, $v30: String!, $v31: String!, $v32: String!, $v33: String!, $v34: String!, $v35: String!, $v36: String!, $v37: String!, $v38: String!, $v39: String!) {
  p0: productByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_produto", value: $v0}}
  ) {
    id
  }
  p1: productByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_produto", value: $v1}}
  ) {
    id
  }
  p2: productByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_produto", value: $v2}}
  ) {
    id
  }
  p3: productByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_produto", value: $v3}}
  ) {
    id
  }
  p4: productByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_produto", value: $v4}}
  ) {
    id
  }
  p5: productByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_produto", value: $v5}}
  ) {
    id
  }
  p6: productByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_produto", value: $v6}}
  ) {
    id
  }
  p7: productByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_produto", value: $v7}}
  ) {
    id
  }
  p8: productByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_produto", value: $v8}}
  ) {
    id
  }
  p9: productByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_produto", value: $v9}}
  ) {
    id
  }
  p10: productByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_produto", value: $v10}}
  ) {
    id
  }
  p11: productByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_produto", value: $v11}}
  ) {
    id
  }
  p12: productByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_produto", value: $v12}}
  ) {
    id
  }
  p13: productByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_produto", value: $v13}}
  ) {
    id
  }
  p14: productByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_produto", value: $v14}}
  ) {
    id
  }
  p15: productByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_produto", value: $v15}}
  ) {
    id
  }
  p16: productByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_produto", value: $v16}}
  ) {
    id
  }
  p17: productByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_produto", value: $v17}}
  ) {
    id
  }
  p18: productByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_produto", value: $v18}}
  ) {
    id
  }
  p19: productByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_produto", value: $v19}}
  ) {
    id
  }
  p20: productByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_produto", value: $v20}}
  ) {
    id
  }
  p21: productByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_produto", value: $v21}}
  ) {
    id
  }
  p22: productByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_produto", value: $v22}}
  ) {
    id
  }
  p23: productByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_produto", value: $v23}}
  ) {
    id
  }
  p24: productByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_produto", value: $v24}}
  ) {
    id
  }
  p25: productByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_produto", value: $v25}}
  ) {
    id
  }
  p26: productByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_produto", value: $v26}}
  ) {
    id
  }
  p27: productByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_produto", value: $v27}}
  ) {
    id
  }
  p28: productByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_produto", value: $v28}}
  ) {
    id
  }
  p29: productByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_produto", value: $v29}}
  ) {
    id
  }
  p30: productByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_produto", value: $v30}}
  ) {
    id
  }
  p31: productByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_produto", value: $v31}}
  ) {
    id
  }
  p32: productByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_produto", value: $v32}}
  ) {
    id
  }
  p33: productByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_produto", value: $v33}}
  ) {
    id
  }
  p34: productByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_produto", value: $v34}}
  ) {
    id
  }
  p35: productByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_produto", value: $v35}}
  ) {
    id
  }
  p36: productByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_produto", value: $v36}}
  ) {
    id
  }
  p37: productByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_produto", value: $v37}}
  ) {
    id
  }
  p38: productByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_produto", value: $v38}}
  ) {
    id
  }
  p39: productByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_produto", value: $v39}}
  ) {
    id
  }
}
    `) as unknown as TypedDocumentString<ProductsByErpQuery, ProductsByErpQueryVariables>;
export const StageBulkFileDocument = new TypedDocumentString(`
    mutation StageBulkFile($input: [StagedUploadInput!]!) {
  stagedUploadsCreate(input: $input) {
    stagedTargets {
      url
      parameters {
        name
        value
      }
    }
    userErrors {
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<StageBulkFileMutation, StageBulkFileMutationVariables>;
export const CategoryMetafieldDeleteDocument = new TypedDocumentString(`
    mutation CategoryMetafieldDelete($metafields: [MetafieldIdentifierInput!]!) {
  metafieldsDelete(metafields: $metafields) {
    userErrors {
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CategoryMetafieldDeleteMutation, CategoryMetafieldDeleteMutationVariables>;
export const CollectionByErpDocument = new TypedDocumentString(`
    query CollectionByErp($seqCategoria: String!) {
  collectionByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_categoria", value: $seqCategoria}}
  ) {
    id
    title
  }
}
    `) as unknown as TypedDocumentString<CollectionByErpQuery, CollectionByErpQueryVariables>;
export const CollectionCreateDocument = new TypedDocumentString(`
    mutation CollectionCreate($collection: CollectionCreateInput!) {
  collectionCreate(collection: $collection) {
    collection {
      id
    }
    userErrors {
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CollectionCreateMutation, CollectionCreateMutationVariables>;
export const CollectionRenameDocument = new TypedDocumentString(`
    mutation CollectionRename($collection: CollectionUpdateInput!) {
  collectionUpdate(collection: $collection) {
    collection {
      id
    }
    userErrors {
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CollectionRenameMutation, CollectionRenameMutationVariables>;
export const CollectionsByErpDocument = new TypedDocumentString(`
    query CollectionsByErp($v0: String!, $v1: String!, $v2: String!, $v3: String!, $v4: String!, $v5: String!, $v6: String!, $v7: String!, $v8: String!, $v9: String!, $v10: String!, $v11: String!, $v12: String!, $v13: String!, $v14: String!, $v15: String!, $v16: String!, $v17: String!, $v18: String!, $v19: String!, $v20: String!, $v21: String!, $v22: String!, $v23: String!, $v24: String!, $v25: String!, $v26: String!, $v27: String!, $v28: String!, $v29: String!, $v30: String!, $v31: String!, $v32: String!, $v33: String!, $v34: String!, $v35: String!, $v36: String!, $v37: String!, $v38: String!, $v39: String!) {
  c0: collectionByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_categoria", value: $v0}}
  ) {
    id
    title
  }
  c1: collectionByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_categoria", value: $v1}}
  ) {
    id
    title
  }
  c2: collectionByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_categoria", value: $v2}}
  ) {
    id
    title
  }
  c3: collectionByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_categoria", value: $v3}}
  ) {
    id
    title
  }
  c4: collectionByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_categoria", value: $v4}}
  ) {
    id
    title
  }
  c5: collectionByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_categoria", value: $v5}}
  ) {
    id
    title
  }
  c6: collectionByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_categoria", value: $v6}}
  ) {
    id
    title
  }
  c7: collectionByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_categoria", value: $v7}}
  ) {
    id
    title
  }
  c8: collectionByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_categoria", value: $v8}}
  ) {
    id
    title
  }
  c9: collectionByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_categoria", value: $v9}}
  ) {
    id
    title
  }
  c10: collectionByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_categoria", value: $v10}}
  ) {
    id
    title
  }
  c11: collectionByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_categoria", value: $v11}}
  ) {
    id
    title
  }
  c12: collectionByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_categoria", value: $v12}}
  ) {
    id
    title
  }
  c13: collectionByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_categoria", value: $v13}}
  ) {
    id
    title
  }
  c14: collectionByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_categoria", value: $v14}}
  ) {
    id
    title
  }
  c15: collectionByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_categoria", value: $v15}}
  ) {
    id
    title
  }
  c16: collectionByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_categoria", value: $v16}}
  ) {
    id
    title
  }
  c17: collectionByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_categoria", value: $v17}}
  ) {
    id
    title
  }
  c18: collectionByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_categoria", value: $v18}}
  ) {
    id
    title
  }
  c19: collectionByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_categoria", value: $v19}}
  ) {
    id
    title
  }
  c20: collectionByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_categoria", value: $v20}}
  ) {
    id
    title
  }
  c21: collectionByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_categoria", value: $v21}}
  ) {
    id
    title
  }
  c22: collectionByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_categoria", value: $v22}}
  ) {
    id
    title
  }
  c23: collectionByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_categoria", value: $v23}}
  ) {
    id
    title
  }
  c24: collectionByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_categoria", value: $v24}}
  ) {
    id
    title
  }
  c25: collectionByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_categoria", value: $v25}}
  ) {
    id
    title
  }
  c26: collectionByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_categoria", value: $v26}}
  ) {
    id
    title
  }
  c27: collectionByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_categoria", value: $v27}}
  ) {
    id
    title
  }
  c28: collectionByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_categoria", value: $v28}}
  ) {
    id
    title
  }
  c29: collectionByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_categoria", value: $v29}}
  ) {
    id
    title
  }
  c30: collectionByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_categoria", value: $v30}}
  ) {
    id
    title
  }
  c31: collectionByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_categoria", value: $v31}}
  ) {
    id
    title
  }
  c32: collectionByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_categoria", value: $v32}}
  ) {
    id
    title
  }
  c33: collectionByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_categoria", value: $v33}}
  ) {
    id
    title
  }
  c34: collectionByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_categoria", value: $v34}}
  ) {
    id
    title
  }
  c35: collectionByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_categoria", value: $v35}}
  ) {
    id
    title
  }
  c36: collectionByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_categoria", value: $v36}}
  ) {
    id
    title
  }
  c37: collectionByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_categoria", value: $v37}}
  ) {
    id
    title
  }
  c38: collectionByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_categoria", value: $v38}}
  ) {
    id
    title
  }
  c39: collectionByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_categoria", value: $v39}}
  ) {
    id
    title
  }
}
    `) as unknown as TypedDocumentString<CollectionsByErpQuery, CollectionsByErpQueryVariables>;
export const ProductByErpDocument = new TypedDocumentString(`
    query ProductByErp($seqProduto: String!) {
  productByIdentifier(
    identifier: {customId: {namespace: "erp", key: "seq_produto", value: $seqProduto}}
  ) {
    id
  }
}
    `) as unknown as TypedDocumentString<ProductByErpQuery, ProductByErpQueryVariables>;
export const ProductSetDocument = new TypedDocumentString(`
    mutation ProductSet($identifier: ProductSetIdentifiers!, $input: ProductSetInput!, $variants: Int!) {
  productSet(identifier: $identifier, input: $input, synchronous: true) {
    product {
      id
      title
      descriptionHtml
      vendor
      productType
      status
      seo {
        title
        description
      }
      category {
        id
      }
      variants(first: $variants) {
        nodes {
          id
          sku
          barcode
          price
          inventoryItem {
            id
            tracked
          }
        }
        pageInfo {
          hasNextPage
        }
      }
    }
    userErrors {
      field
      message
      code
    }
  }
}
    `) as unknown as TypedDocumentString<ProductSetMutation, ProductSetMutationVariables>;
export const ProductStateDocument = new TypedDocumentString(`
    query ProductState($id: ID!) {
  product(id: $id) {
    id
    title
    descriptionHtml
    vendor
    productType
    status
    tags
    seo {
      title
      description
    }
    category {
      id
    }
    metafield(namespace: "erp", key: "categoria") {
      value
    }
  }
}
    `) as unknown as TypedDocumentString<ProductStateQuery, ProductStateQueryVariables>;
export const ProductUpdateDocument = new TypedDocumentString(`
    mutation ProductUpdate($id: ID!, $product: ProductUpdateInput!) {
  productUpdate(identifier: {id: $id}, product: $product) {
    product {
      id
      title
      descriptionHtml
      vendor
      productType
      status
      seo {
        title
        description
      }
      category {
        id
      }
    }
    userErrors {
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ProductUpdateMutation, ProductUpdateMutationVariables>;
export const ProductVariantsDocument = new TypedDocumentString(`
    query ProductVariants($id: ID!, $first: Int!, $after: String) {
  product(id: $id) {
    id
    variants(first: $first, after: $after) {
      nodes {
        id
        sku
        barcode
        price
        inventoryItem {
          id
          tracked
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ProductVariantsQuery, ProductVariantsQueryVariables>;
export const ProductsShownDocument = new TypedDocumentString(`
    query ProductsShown($products: [ID!]!, $hasVariants: Boolean!, $variants: Int! = 50) {
  nodes(ids: $products) {
    ... on Product {
      id
      title
      descriptionHtml
      vendor
      productType
      status
      tags
      seo {
        title
        description
      }
      category {
        id
      }
      metafield(namespace: "erp", key: "categoria") {
        value
      }
      variants(first: $variants) @include(if: $hasVariants) {
        nodes {
          id
          sku
          title
          barcode
          price
          showUnitPrice
          unitPriceMeasurement {
            quantityUnit
            quantityValue
          }
          inventoryItem {
            id
            tracked
            measurement {
              weight {
                unit
                value
              }
            }
          }
        }
        pageInfo {
          hasNextPage
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ProductsShownQuery, ProductsShownQueryVariables>;
export const PublishDocument = new TypedDocumentString(`
    mutation Publish($id: ID!, $publications: [PublicationInput!]!) {
  publishablePublish(id: $id, input: $publications) {
    userErrors {
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<PublishMutation, PublishMutationVariables>;
export const TagsAddDocument = new TypedDocumentString(`
    mutation TagsAdd($id: ID!, $tags: [String!]!) {
  tagsAdd(id: $id, tags: $tags) {
    userErrors {
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<TagsAddMutation, TagsAddMutationVariables>;
export const TagsRemoveDocument = new TypedDocumentString(`
    mutation TagsRemove($id: ID!, $tags: [String!]!) {
  tagsRemove(id: $id, tags: $tags) {
    userErrors {
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<TagsRemoveMutation, TagsRemoveMutationVariables>;
export const TaxonomyByIdsDocument = new TypedDocumentString(`
    query TaxonomyByIds($ids: [ID!]!) {
  nodes(ids: $ids) {
    ... on TaxonomyCategory {
      id
      fullName
      isArchived
    }
  }
}
    `) as unknown as TypedDocumentString<TaxonomyByIdsQuery, TaxonomyByIdsQueryVariables>;
export const TaxonomyChildrenDocument = new TypedDocumentString(`
    query TaxonomyChildren($parent: ID!) {
  taxonomy {
    categories(first: 5, childrenOf: $parent) {
      nodes {
        id
        fullName
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TaxonomyChildrenQuery, TaxonomyChildrenQueryVariables>;
export const VariantsShownDocument = new TypedDocumentString(`
    query VariantsShown($id: ID!, $after: String) {
  product(id: $id) {
    variants(first: 75, after: $after) {
      nodes {
        id
        sku
        title
        barcode
        price
        showUnitPrice
        unitPriceMeasurement {
          quantityUnit
          quantityValue
        }
        inventoryItem {
          id
          tracked
          measurement {
            weight {
              unit
              value
            }
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<VariantsShownQuery, VariantsShownQueryVariables>;
export const VariantsUpdateDocument = new TypedDocumentString(`
    mutation VariantsUpdate($productId: ID!, $variants: [ProductVariantsBulkInput!]!) {
  productVariantsBulkUpdate(
    productId: $productId
    variants: $variants
    allowPartialUpdates: false
  ) {
    userErrors {
      field
      message
      code
    }
  }
}
    `) as unknown as TypedDocumentString<VariantsUpdateMutation, VariantsUpdateMutationVariables>;
export const DriftChannelsDocument = new TypedDocumentString(`
    query DriftChannels($products: [ID!]!, $channel1: ID!, $channel2: ID!, $channel3: ID!, $channel4: ID!) {
  nodes(ids: $products) {
    ... on Product {
      id
      on1: publishedOnPublication(publicationId: $channel1)
      on2: publishedOnPublication(publicationId: $channel2)
      on3: publishedOnPublication(publicationId: $channel3)
      on4: publishedOnPublication(publicationId: $channel4)
    }
  }
}
    `) as unknown as TypedDocumentString<DriftChannelsQuery, DriftChannelsQueryVariables>;
export const DriftLevelsDocument = new TypedDocumentString(`
    query DriftLevels($items: [ID!]!, $location: ID!) {
  nodes(ids: $items) {
    ... on InventoryItem {
      id
      inventoryLevel(locationId: $location, includeInactive: true) {
        isActive
        quantities(names: ["available", "committed"]) {
          name
          quantity
          updatedAt
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DriftLevelsQuery, DriftLevelsQueryVariables>;
export const DriftListPricesDocument = new TypedDocumentString(`
    query DriftListPrices($list: ID!, $products: String!, $first: Int! = 200, $after: String) {
  priceList(id: $list) {
    prices(first: $first, after: $after, originType: FIXED, query: $products) {
      nodes {
        variant {
          id
        }
        price {
          amount
        }
        compareAtPrice {
          amount
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DriftListPricesQuery, DriftListPricesQueryVariables>;
export const DriftProductsDocument = new TypedDocumentString(`
    query DriftProducts($products: [ID!]!, $variants: Int! = 50, $hasChannels: Boolean!, $channel1: ID!, $channel2: ID!, $channel3: ID!, $channel4: ID!, $hasSeo: Boolean!, $hasWeight: Boolean!, $hasDocument: Boolean!) {
  nodes(ids: $products) {
    ... on Product {
      id
      title
      status
      vendor
      productType
      tags
      seo @include(if: $hasSeo) {
        title
        description
      }
      on1: publishedOnPublication(publicationId: $channel1) @include(if: $hasChannels)
      on2: publishedOnPublication(publicationId: $channel2) @include(if: $hasChannels)
      on3: publishedOnPublication(publicationId: $channel3) @include(if: $hasChannels)
      on4: publishedOnPublication(publicationId: $channel4) @include(if: $hasChannels)
      variants(first: $variants) {
        nodes {
          ...DriftVariant
        }
        pageInfo {
          hasNextPage
        }
      }
    }
  }
}
    fragment DriftVariant on ProductVariant {
  id
  sku
  price
  compareAtPrice
  barcode
  inventoryPolicy
  taxable
  metafield(namespace: "erp", key: "precos") @include(if: $hasDocument) {
    value
  }
  inventoryItem {
    tracked
    requiresShipping
    measurement @include(if: $hasWeight) {
      weight {
        value
        unit
      }
    }
  }
}`) as unknown as TypedDocumentString<DriftProductsQuery, DriftProductsQueryVariables>;
export const DriftVariantsDocument = new TypedDocumentString(`
    query DriftVariants($id: ID!, $first: Int! = 180, $after: String, $hasWeight: Boolean!, $hasDocument: Boolean!) {
  product(id: $id) {
    variants(first: $first, after: $after) {
      nodes {
        ...DriftVariant
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment DriftVariant on ProductVariant {
  id
  sku
  price
  compareAtPrice
  barcode
  inventoryPolicy
  taxable
  metafield(namespace: "erp", key: "precos") @include(if: $hasDocument) {
    value
  }
  inventoryItem {
    tracked
    requiresShipping
    measurement @include(if: $hasWeight) {
      weight {
        value
        unit
      }
    }
  }
}`) as unknown as TypedDocumentString<DriftVariantsQuery, DriftVariantsQueryVariables>;
export const AppendVariantMediaDocument = new TypedDocumentString(`
    mutation AppendVariantMedia($productId: ID!, $pairs: [ProductVariantAppendMediaInput!]!) {
  productVariantAppendMedia(productId: $productId, variantMedia: $pairs) {
    product {
      id
    }
    userErrors {
      field
      message
      code
    }
  }
}
    `) as unknown as TypedDocumentString<AppendVariantMediaMutation, AppendVariantMediaMutationVariables>;
export const CreateFilesDocument = new TypedDocumentString(`
    mutation CreateFiles($files: [FileCreateInput!]!) {
  fileCreate(files: $files) {
    files {
      id
    }
    userErrors {
      field
      message
      code
    }
  }
}
    `) as unknown as TypedDocumentString<CreateFilesMutation, CreateFilesMutationVariables>;
export const DeleteFilesDocument = new TypedDocumentString(`
    mutation DeleteFiles($ids: [ID!]!) {
  fileDelete(fileIds: $ids) {
    deletedFileIds
    userErrors {
      field
      message
      code
    }
  }
}
    `) as unknown as TypedDocumentString<DeleteFilesMutation, DeleteFilesMutationVariables>;
export const DeleteSpecificationsDocument = new TypedDocumentString(`
    mutation DeleteSpecifications($metafields: [MetafieldIdentifierInput!]!) {
  metafieldsDelete(metafields: $metafields) {
    userErrors {
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DeleteSpecificationsMutation, DeleteSpecificationsMutationVariables>;
export const DetachVariantMediaDocument = new TypedDocumentString(`
    mutation DetachVariantMedia($productId: ID!, $pairs: [ProductVariantDetachMediaInput!]!) {
  productVariantDetachMedia(productId: $productId, variantMedia: $pairs) {
    product {
      id
    }
    userErrors {
      field
      message
      code
    }
  }
}
    `) as unknown as TypedDocumentString<DetachVariantMediaMutation, DetachVariantMediaMutationVariables>;
export const FileStatesDocument = new TypedDocumentString(`
    query FileStates($ids: [ID!]!) {
  nodes(ids: $ids) {
    ... on MediaImage {
      id
      fileStatus
      fileErrors {
        code
      }
    }
  }
}
    `) as unknown as TypedDocumentString<FileStatesQuery, FileStatesQueryVariables>;
export const FindFilesDocument = new TypedDocumentString(`
    query FindFiles($query: String!) {
  files(first: 100, query: $query) {
    nodes {
      ... on MediaImage {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<FindFilesQuery, FindFilesQueryVariables>;
export const LiveSpecificationsDocument = new TypedDocumentString(`
    query LiveSpecifications($ids: [ID!]!, $keys: [String!]!, $count: Int!) {
  nodes(ids: $ids) {
    id
    ... on HasMetafields {
      metafields(first: $count, keys: $keys) {
        nodes {
          namespace
          key
          value
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<LiveSpecificationsQuery, LiveSpecificationsQueryVariables>;
export const ProductMediaDocument = new TypedDocumentString(`
    query ProductMedia($ids: [ID!]!) {
  nodes(ids: $ids) {
    ... on Product {
      id
      media(first: 250) {
        nodes {
          id
          status
          alt
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ProductMediaQuery, ProductMediaQueryVariables>;
export const ReorderMediaDocument = new TypedDocumentString(`
    mutation ReorderMedia($id: ID!, $moves: [MoveInput!]!) {
  productReorderMedia(id: $id, moves: $moves) {
    job {
      id
    }
    mediaUserErrors {
      field
      message
      code
    }
  }
}
    `) as unknown as TypedDocumentString<ReorderMediaMutation, ReorderMediaMutationVariables>;
export const SetSpecificationsDocument = new TypedDocumentString(`
    mutation SetSpecifications($metafields: [MetafieldsSetInput!]!) {
  metafieldsSet(metafields: $metafields) {
    userErrors {
      field
      message
      code
    }
  }
}
    `) as unknown as TypedDocumentString<SetSpecificationsMutation, SetSpecificationsMutationVariables>;
export const StagePicturesDocument = new TypedDocumentString(`
    mutation StagePictures($input: [StagedUploadInput!]!) {
  stagedUploadsCreate(input: $input) {
    stagedTargets {
      url
      resourceUrl
      parameters {
        name
        value
      }
    }
    userErrors {
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<StagePicturesMutation, StagePicturesMutationVariables>;
export const UpdateFilesDocument = new TypedDocumentString(`
    mutation UpdateFiles($files: [FileUpdateInput!]!) {
  fileUpdate(files: $files) {
    files {
      id
    }
    userErrors {
      field
      message
      code
    }
  }
}
    `) as unknown as TypedDocumentString<UpdateFilesMutation, UpdateFilesMutationVariables>;
export const VariantMediaDocument = new TypedDocumentString(`
    query VariantMedia($ids: [ID!]!) {
  nodes(ids: $ids) {
    ... on ProductVariant {
      id
      media(first: 1) {
        nodes {
          id
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<VariantMediaQuery, VariantMediaQueryVariables>;
export const CaptureDocument = new TypedDocumentString(`
    mutation Capture($input: OrderCaptureInput!) {
  orderCapture(input: $input) {
    transaction {
      id
    }
    userErrors {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CaptureMutation, CaptureMutationVariables>;
export const EditAddItemDocument = new TypedDocumentString(`
    mutation EditAddItem($id: ID!, $title: String!, $price: MoneyInput!) {
  orderEditAddCustomItem(
    id: $id
    title: $title
    price: $price
    quantity: 1
    requiresShipping: false
    taxable: false
  ) {
    calculatedOrder {
      totalPriceSet {
        ...ShopMoney
      }
    }
    userErrors {
      message
    }
  }
}
    fragment ShopMoney on MoneyBag {
  shopMoney {
    amount
  }
}`) as unknown as TypedDocumentString<EditAddItemMutation, EditAddItemMutationVariables>;
export const EditAddVariantDocument = new TypedDocumentString(`
    mutation EditAddVariant($id: ID!, $variant: ID!, $quantity: Int!) {
  orderEditAddVariant(
    id: $id
    variantId: $variant
    quantity: $quantity
    allowDuplicates: true
  ) {
    calculatedOrder {
      totalPriceSet {
        ...ShopMoney
      }
    }
    userErrors {
      message
    }
  }
}
    fragment ShopMoney on MoneyBag {
  shopMoney {
    amount
  }
}`) as unknown as TypedDocumentString<EditAddVariantMutation, EditAddVariantMutationVariables>;
export const EditBeginDocument = new TypedDocumentString(`
    mutation EditBegin($id: ID!) {
  orderEditBegin(id: $id) {
    calculatedOrder {
      id
      lineItems(first: 250) {
        nodes {
          id
          sku
          quantity
        }
        pageInfo {
          hasNextPage
        }
      }
      totalPriceSet {
        ...ShopMoney
      }
    }
    userErrors {
      message
    }
  }
}
    fragment ShopMoney on MoneyBag {
  shopMoney {
    amount
  }
}`) as unknown as TypedDocumentString<EditBeginMutation, EditBeginMutationVariables>;
export const EditCommitDocument = new TypedDocumentString(`
    mutation EditCommit($id: ID!, $notify: Boolean!, $note: String!) {
  orderEditCommit(id: $id, notifyCustomer: $notify, staffNote: $note) {
    order {
      id
    }
    userErrors {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<EditCommitMutation, EditCommitMutationVariables>;
export const EditQuantityDocument = new TypedDocumentString(`
    mutation EditQuantity($id: ID!, $line: ID!, $quantity: Int!, $restock: Boolean!) {
  orderEditSetQuantity(
    id: $id
    lineItemId: $line
    quantity: $quantity
    restock: $restock
  ) {
    calculatedOrder {
      totalPriceSet {
        ...ShopMoney
      }
    }
    userErrors {
      message
    }
  }
}
    fragment ShopMoney on MoneyBag {
  shopMoney {
    amount
  }
}`) as unknown as TypedDocumentString<EditQuantityMutation, EditQuantityMutationVariables>;
export const MarkPaidDocument = new TypedDocumentString(`
    mutation MarkPaid($id: ID!) {
  orderMarkAsPaid(input: {id: $id}) {
    order {
      id
    }
    userErrors {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<MarkPaidMutation, MarkPaidMutationVariables>;
export const OrderBackDocument = new TypedDocumentString(`
    query OrderBack($id: ID!) {
  order(id: $id) {
    updatedAt
    merchantEditable
    merchantEditableErrors
    paymentCollectionDetails {
      additionalPaymentCollectionUrl
    }
    refunds(first: 25) {
      id
      note
      transactions(first: 5) {
        nodes {
          id
          status
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<OrderBackQuery, OrderBackQueryVariables>;
export const OrderMoneyAllDocument = new TypedDocumentString(`
    query OrderMoneyAll($id: ID!) {
  order(id: $id) {
    updatedAt
    transactions(first: 150) {
      ...MoneyTransaction
    }
  }
}
    fragment MoneyTransaction on OrderTransaction {
  id
  kind
  status
  amountSet {
    ...ShopMoney
  }
  parentTransaction {
    id
  }
  multiCapturable
  authorizationExpiresAt
  manualPaymentGateway
}
fragment ShopMoney on MoneyBag {
  shopMoney {
    amount
  }
}`) as unknown as TypedDocumentString<OrderMoneyAllQuery, OrderMoneyAllQueryVariables>;
export const OrderMoneyDocument = new TypedDocumentString(`
    query OrderMoney($id: ID!) {
  order(id: $id) {
    updatedAt
    cancelledAt
    canMarkAsPaid
    currentTotalPriceSet {
      ...ShopMoney
    }
    transactionsCount {
      count
    }
    transactions(first: 25) {
      ...MoneyTransaction
    }
  }
}
    fragment MoneyTransaction on OrderTransaction {
  id
  kind
  status
  amountSet {
    ...ShopMoney
  }
  parentTransaction {
    id
  }
  multiCapturable
  authorizationExpiresAt
  manualPaymentGateway
}
fragment ShopMoney on MoneyBag {
  shopMoney {
    amount
  }
}`) as unknown as TypedDocumentString<OrderMoneyQuery, OrderMoneyQueryVariables>;
export const RefundDocument = new TypedDocumentString(`
    mutation Refund($input: RefundInput!, $key: String!) {
  refundCreate(input: $input) @idempotent(key: $key) {
    refund {
      id
    }
    userErrors {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RefundMutation, RefundMutationVariables>;
export const CancelJobDocument = new TypedDocumentString(`
    query CancelJob($id: ID!) {
  node(id: $id) {
    ... on OrderCancelJobResult {
      done
      status
      errors {
        message
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CancelJobQuery, CancelJobQueryVariables>;
export const CancelOrderDocument = new TypedDocumentString(`
    mutation CancelOrder($orderId: ID!, $reason: OrderCancelReason!, $restock: Boolean!, $refundMethod: OrderCancelRefundMethodInput, $notifyCustomer: Boolean!, $staffNote: String) {
  orderCancel(
    orderId: $orderId
    reason: $reason
    restock: $restock
    refundMethod: $refundMethod
    notifyCustomer: $notifyCustomer
    staffNote: $staffNote
  ) {
    jobResult {
      id
    }
    orderCancelUserErrors {
      field
      message
      code
    }
  }
}
    `) as unknown as TypedDocumentString<CancelOrderMutation, CancelOrderMutationVariables>;
export const OrderToCancelDocument = new TypedDocumentString(`
    query OrderToCancel($id: ID!) {
  order(id: $id) {
    updatedAt
    cancelledAt
    returnStatus
    totalReceivedSet {
      ...ShopMoney
    }
    totalRefundedSet {
      ...ShopMoney
    }
    fulfillments(first: 10) {
      status
    }
    transactions(first: 20) {
      kind
      status
    }
    fulfillmentOrders(first: 20) {
      nodes {
        assignedLocation {
          location {
            isActive
          }
        }
      }
      pageInfo {
        hasNextPage
      }
    }
  }
}
    fragment ShopMoney on MoneyBag {
  shopMoney {
    amount
  }
}`) as unknown as TypedDocumentString<OrderToCancelQuery, OrderToCancelQueryVariables>;
export const CustomerDocumentDocument = new TypedDocumentString(`
    query CustomerDocument($id: ID!, $namespace: String!, $key: String!) {
  order(id: $id) {
    customer {
      metafield(namespace: $namespace, key: $key) {
        value
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CustomerDocumentQuery, CustomerDocumentQueryVariables>;
export const CancelFulfillmentDocument = new TypedDocumentString(`
    mutation CancelFulfillment($id: ID!) {
  fulfillmentCancel(id: $id) {
    fulfillment {
      id
      status
      order {
        updatedAt
      }
    }
    userErrors {
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CancelFulfillmentMutation, CancelFulfillmentMutationVariables>;
export const FulfillOrderDocument = new TypedDocumentString(`
    mutation FulfillOrder($fulfillment: FulfillmentInput!) {
  fulfillmentCreate(fulfillment: $fulfillment) {
    fulfillment {
      id
      status
      order {
        updatedAt
      }
    }
    userErrors {
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<FulfillOrderMutation, FulfillOrderMutationVariables>;
export const FulfillmentEventDocument = new TypedDocumentString(`
    mutation FulfillmentEvent($event: FulfillmentEventInput!) {
  fulfillmentEventCreate(fulfillmentEvent: $event) {
    fulfillmentEvent {
      id
      status
    }
    userErrors {
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<FulfillmentEventMutation, FulfillmentEventMutationVariables>;
export const LinesToFulfillDocument = new TypedDocumentString(`
    query LinesToFulfill($id: ID!, $after: String!) {
  fulfillmentOrder(id: $id) {
    lineItems(first: 100, after: $after) {
      nodes {
        ...LineToFulfill
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment LineToFulfill on FulfillmentOrderLineItem {
  id
  remainingQuantity
  lineItem {
    sku
    title
    isGiftCard
    variant {
      id
    }
  }
}`) as unknown as TypedDocumentString<LinesToFulfillQuery, LinesToFulfillQueryVariables>;
export const OrderToFulfillDocument = new TypedDocumentString(`
    query OrderToFulfill($id: ID!, $after: String) {
  order(id: $id) {
    updatedAt
    cancelledAt
    fulfillments(first: 20) {
      id
      status
      displayStatus
    }
    fulfillmentOrders(first: 6, after: $after) {
      nodes {
        id
        status
        assignedLocation {
          location {
            id
          }
        }
        deliveryMethod {
          methodType
        }
        lineItems(first: 25) {
          nodes {
            ...LineToFulfill
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment LineToFulfill on FulfillmentOrderLineItem {
  id
  remainingQuantity
  lineItem {
    sku
    title
    isGiftCard
    variant {
      id
    }
  }
}`) as unknown as TypedDocumentString<OrderToFulfillQuery, OrderToFulfillQueryVariables>;
export const PreparedForPickupDocument = new TypedDocumentString(`
    mutation PreparedForPickup($input: FulfillmentOrderLineItemsPreparedForPickupInput!) {
  fulfillmentOrderLineItemsPreparedForPickup(input: $input) {
    userErrors {
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<PreparedForPickupMutation, PreparedForPickupMutationVariables>;
export const LedgerLinesDocument = new TypedDocumentString(`
    query LedgerLines($id: ID!, $after: String!) {
  order(id: $id) {
    updatedAt
    lineItems(first: 100, after: $after) {
      nodes {
        sku
        title
        variantTitle
        vendor
        currentQuantity
        isGiftCard
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<LedgerLinesQuery, LedgerLinesQueryVariables>;
export const LedgerOneDocument = new TypedDocumentString(`
    query LedgerOne($id: ID!) {
  order(id: $id) {
    ...LedgerOrder
  }
}
    fragment LedgerOrder on Order {
  id
  name
  createdAt
  updatedAt
  cancelledAt
  test
  edited
  sourceName
  displayFinancialStatus
  currentTotalPriceSet {
    shopMoney {
      amount
    }
  }
  currentShippingPriceSet {
    shopMoney {
      amount
    }
  }
  totalRefundedSet {
    shopMoney {
      amount
    }
  }
  lineItems(first: 20) {
    nodes {
      sku
      title
      variantTitle
      vendor
      currentQuantity
      isGiftCard
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}`) as unknown as TypedDocumentString<LedgerOneQuery, LedgerOneQueryVariables>;
export const LedgerPageDocument = new TypedDocumentString(`
    query LedgerPage($query: String!, $sortKey: OrderSortKeys!, $after: String) {
  orders(first: 25, after: $after, sortKey: $sortKey, query: $query) {
    nodes {
      ...LedgerOrder
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment LedgerOrder on Order {
  id
  name
  createdAt
  updatedAt
  cancelledAt
  test
  edited
  sourceName
  displayFinancialStatus
  currentTotalPriceSet {
    shopMoney {
      amount
    }
  }
  currentShippingPriceSet {
    shopMoney {
      amount
    }
  }
  totalRefundedSet {
    shopMoney {
      amount
    }
  }
  lineItems(first: 20) {
    nodes {
      sku
      title
      variantTitle
      vendor
      currentQuantity
      isGiftCard
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}`) as unknown as TypedDocumentString<LedgerPageQuery, LedgerPageQueryVariables>;
export const OrderAttributesDocument = new TypedDocumentString(`
    query OrderAttributes($after: String) {
  orders(first: 25, after: $after, sortKey: CREATED_AT, reverse: true) {
    nodes {
      customAttributes {
        key
        value
      }
      localizedFields(first: 5) {
        nodes {
          key
          value
        }
      }
      lineItems(first: 10) {
        nodes {
          customAttributes {
            key
            value
          }
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<OrderAttributesQuery, OrderAttributesQueryVariables>;
export const OrderFulfillmentsDocument = new TypedDocumentString(`
    query OrderFulfillments($id: ID!, $after: String!) {
  order(id: $id) {
    updatedAt
    fulfillmentOrders(first: 50, after: $after) {
      nodes {
        ...OrderFulfillment
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment OrderFulfillment on FulfillmentOrder {
  status
  createdAt
  updatedAt
  assignedLocation {
    location {
      id
    }
  }
  deliveryMethod {
    methodType
    minDeliveryDateTime
    maxDeliveryDateTime
    additionalInformation {
      instructions
    }
  }
}`) as unknown as TypedDocumentString<OrderFulfillmentsQuery, OrderFulfillmentsQueryVariables>;
export const OrderFullDocument = new TypedDocumentString(`
    query OrderFull($id: ID!) {
  order(id: $id) {
    id
    name
    createdAt
    updatedAt
    cancelledAt
    test
    edited
    displayFinancialStatus
    taxesIncluded
    currencyCode
    presentmentCurrencyCode
    note
    email
    phone
    tags
    sourceName
    customAttributes {
      key
      value
    }
    customer {
      firstName
      lastName
      defaultPhoneNumber {
        phoneNumber
      }
    }
    localizedFields(first: 5) {
      nodes {
        key
        value
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
    shippingAddress {
      ...OrderAddress
    }
    billingAddress {
      ...OrderAddress
    }
    currentTotalPriceSet {
      ...ShopMoney
    }
    currentShippingPriceSet {
      ...ShopMoney
    }
    currentTotalTaxSet {
      ...ShopMoney
    }
    currentTotalAdditionalFeesSet {
      ...ShopMoney
    }
    totalTipReceivedSet {
      ...ShopMoney
    }
    lineItems(first: 50) {
      nodes {
        ...OrderLine
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
    fulfillmentOrders(first: 6) {
      nodes {
        ...OrderFulfillment
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
    transactions(first: 10) {
      ...OrderTransaction
    }
    risk {
      recommendation
    }
    seqPedido: metafield(namespace: "erp", key: "seq_pedido") {
      value
    }
  }
}
    fragment ShopMoney on MoneyBag {
  shopMoney {
    amount
  }
}
fragment OrderAddress on MailingAddress {
  name
  company
  address1
  address2
  city
  province
  provinceCode
  zip
  countryCodeV2
  phone
}
fragment OrderFulfillment on FulfillmentOrder {
  status
  createdAt
  updatedAt
  assignedLocation {
    location {
      id
    }
  }
  deliveryMethod {
    methodType
    minDeliveryDateTime
    maxDeliveryDateTime
    additionalInformation {
      instructions
    }
  }
}
fragment OrderTransaction on OrderTransaction {
  id
  kind
  status
  gateway
  manualPaymentGateway
  amountSet {
    ...ShopMoney
  }
  parentTransaction {
    id
  }
  accountNumber
  receiptJson
  paymentDetails {
    ... on CardPaymentDetails {
      paymentMethodName
      company
    }
    ... on LocalPaymentMethodsPaymentDetails {
      paymentMethodName
    }
  }
}
fragment OrderLine on LineItem {
  id
  sku
  title
  variantTitle
  vendor
  quantity
  currentQuantity
  isGiftCard
  customAttributes {
    key
    value
  }
  variant {
    id
    barcode
  }
  originalUnitPriceSet {
    ...ShopMoney
  }
  discountAllocations {
    allocatedAmountSet {
      ...ShopMoney
    }
  }
}`) as unknown as TypedDocumentString<OrderFullQuery, OrderFullQueryVariables>;
export const OrderSummaryDocument = new TypedDocumentString(`
    query OrderSummary($id: ID!, $after: String) {
  order(id: $id) {
    name
    ...OrderGlance
    metafields(first: 25, namespace: "erp", after: $after) {
      nodes {
        key
        value
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment ShopMoney on MoneyBag {
  shopMoney {
    amount
  }
}
fragment OrderAddress on MailingAddress {
  name
  company
  address1
  address2
  city
  province
  provinceCode
  zip
  countryCodeV2
  phone
}
fragment OrderGlance on Order {
  updatedAt
  cancelledAt
  note
  email
  phone
  currentTotalPriceSet {
    ...ShopMoney
  }
  currentShippingPriceSet {
    ...ShopMoney
  }
  totalRefundedSet {
    ...ShopMoney
  }
  shippingAddress {
    ...OrderAddress
  }
  billingAddress {
    ...OrderAddress
  }
}`) as unknown as TypedDocumentString<OrderSummaryQuery, OrderSummaryQueryVariables>;
export const OrderLinesDocument = new TypedDocumentString(`
    query OrderLines($id: ID!, $after: String!) {
  order(id: $id) {
    updatedAt
    lineItems(first: 50, after: $after) {
      nodes {
        ...OrderLine
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment ShopMoney on MoneyBag {
  shopMoney {
    amount
  }
}
fragment OrderLine on LineItem {
  id
  sku
  title
  variantTitle
  vendor
  quantity
  currentQuantity
  isGiftCard
  customAttributes {
    key
    value
  }
  variant {
    id
    barcode
  }
  originalUnitPriceSet {
    ...ShopMoney
  }
  discountAllocations {
    allocatedAmountSet {
      ...ShopMoney
    }
  }
}`) as unknown as TypedDocumentString<OrderLinesQuery, OrderLinesQueryVariables>;
export const OrderLocalizedFieldsDocument = new TypedDocumentString(`
    query OrderLocalizedFields($id: ID!, $after: String!) {
  order(id: $id) {
    updatedAt
    localizedFields(first: 50, after: $after) {
      nodes {
        key
        value
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<OrderLocalizedFieldsQuery, OrderLocalizedFieldsQueryVariables>;
export const OrderLookDocument = new TypedDocumentString(`
    query OrderLook($id: ID!) {
  order(id: $id) {
    ...OrderGlance
  }
}
    fragment ShopMoney on MoneyBag {
  shopMoney {
    amount
  }
}
fragment OrderAddress on MailingAddress {
  name
  company
  address1
  address2
  city
  province
  provinceCode
  zip
  countryCodeV2
  phone
}
fragment OrderGlance on Order {
  updatedAt
  cancelledAt
  note
  email
  phone
  currentTotalPriceSet {
    ...ShopMoney
  }
  currentShippingPriceSet {
    ...ShopMoney
  }
  totalRefundedSet {
    ...ShopMoney
  }
  shippingAddress {
    ...OrderAddress
  }
  billingAddress {
    ...OrderAddress
  }
}`) as unknown as TypedDocumentString<OrderLookQuery, OrderLookQueryVariables>;
export const OrderPartsDocument = new TypedDocumentString(`
    query OrderParts($id: ID!) {
  order(id: $id) {
    updatedAt
    customAttributes {
      key
      value
    }
    localizedFields(first: 5) {
      nodes {
        key
        value
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
    lineItems(first: 50) {
      nodes {
        id
        currentQuantity
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
    fulfillmentOrders(first: 6) {
      nodes {
        assignedLocation {
          location {
            id
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<OrderPartsQuery, OrderPartsQueryVariables>;
export const OrderRefundsDocument = new TypedDocumentString(`
    query OrderRefunds($id: ID!, $first: Int = 10) {
  order(id: $id) {
    refunds(first: $first) {
      id
      createdAt
      processedAt
      totalRefundedSet {
        ...ShopMoney
      }
    }
  }
}
    fragment ShopMoney on MoneyBag {
  shopMoney {
    amount
  }
}`) as unknown as TypedDocumentString<OrderRefundsQuery, OrderRefundsQueryVariables>;
export const OrderRestDocument = new TypedDocumentString(`
    query OrderRest($id: ID!) {
  order(id: $id) {
    updatedAt
    customer {
      defaultEmailAddress {
        emailAddress
      }
    }
    totalOutstandingSet {
      ...ShopMoney
    }
    totalRefundedSet {
      ...ShopMoney
    }
  }
}
    fragment ShopMoney on MoneyBag {
  shopMoney {
    amount
  }
}`) as unknown as TypedDocumentString<OrderRestQuery, OrderRestQueryVariables>;
export const OrderSweepDocument = new TypedDocumentString(`
    query OrderSweep($query: String!, $after: String) {
  orders(first: 100, after: $after, sortKey: UPDATED_AT, query: $query) {
    nodes {
      id
      updatedAt
      displayFinancialStatus
      cancelledAt
      test
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<OrderSweepQuery, OrderSweepQueryVariables>;
export const OrderTransactionsDocument = new TypedDocumentString(`
    query OrderTransactions($id: ID!) {
  order(id: $id) {
    updatedAt
    transactionsCount {
      count
    }
    transactions(first: 150) {
      ...OrderTransaction
    }
  }
}
    fragment ShopMoney on MoneyBag {
  shopMoney {
    amount
  }
}
fragment OrderTransaction on OrderTransaction {
  id
  kind
  status
  gateway
  manualPaymentGateway
  amountSet {
    ...ShopMoney
  }
  parentTransaction {
    id
  }
  accountNumber
  receiptJson
  paymentDetails {
    ... on CardPaymentDetails {
      paymentMethodName
      company
    }
    ... on LocalPaymentMethodsPaymentDetails {
      paymentMethodName
    }
  }
}`) as unknown as TypedDocumentString<OrderTransactionsQuery, OrderTransactionsQueryVariables>;
export const OrderUpdatedAtDocument = new TypedDocumentString(`
    query OrderUpdatedAt($id: ID!) {
  order(id: $id) {
    updatedAt
  }
}
    `) as unknown as TypedDocumentString<OrderUpdatedAtQuery, OrderUpdatedAtQueryVariables>;
export const RefundLinesDocument = new TypedDocumentString(`
    query RefundLines($id: ID!, $after: String) {
  refund(id: $id) {
    refundLineItems(first: 100, after: $after) {
      nodes {
        quantity
        restockType
        subtotalSet {
          ...ShopMoney
        }
        lineItem {
          sku
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment ShopMoney on MoneyBag {
  shopMoney {
    amount
  }
}`) as unknown as TypedDocumentString<RefundLinesQuery, RefundLinesQueryVariables>;
export const SetOrderMetafieldsDocument = new TypedDocumentString(`
    mutation SetOrderMetafields($metafields: [MetafieldsSetInput!]!) {
  metafieldsSet(metafields: $metafields) {
    metafields {
      owner {
        ... on Order {
          ...OrderGlance
        }
      }
    }
    userErrors {
      field
      message
      code
    }
  }
}
    fragment ShopMoney on MoneyBag {
  shopMoney {
    amount
  }
}
fragment OrderAddress on MailingAddress {
  name
  company
  address1
  address2
  city
  province
  provinceCode
  zip
  countryCodeV2
  phone
}
fragment OrderGlance on Order {
  updatedAt
  cancelledAt
  note
  email
  phone
  currentTotalPriceSet {
    ...ShopMoney
  }
  currentShippingPriceSet {
    ...ShopMoney
  }
  totalRefundedSet {
    ...ShopMoney
  }
  shippingAddress {
    ...OrderAddress
  }
  billingAddress {
    ...OrderAddress
  }
}`) as unknown as TypedDocumentString<SetOrderMetafieldsMutation, SetOrderMetafieldsMutationVariables>;
export const CatalogCreateDocument = new TypedDocumentString(`
    mutation CatalogCreate($input: CatalogCreateInput!) {
  catalogCreate(input: $input) {
    catalog {
      id
      title
      status
    }
    userErrors {
      field
      message
      code
    }
  }
}
    `) as unknown as TypedDocumentString<CatalogCreateMutation, CatalogCreateMutationVariables>;
export const CatalogJoinListDocument = new TypedDocumentString(`
    mutation CatalogJoinList($id: ID!, $priceListId: ID!) {
  catalogUpdate(id: $id, input: {priceListId: $priceListId}) {
    catalog {
      id
    }
    userErrors {
      field
      message
      code
    }
  }
}
    `) as unknown as TypedDocumentString<CatalogJoinListMutation, CatalogJoinListMutationVariables>;
export const CompanyLocationCatalogsDocument = new TypedDocumentString(`
    query CompanyLocationCatalogs($id: ID!, $after: String) {
  companyLocation(id: $id) {
    id
    catalogs(first: 25, after: $after) {
      nodes {
        __typename
        id
        title
        status
        priceList {
          id
          currency
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CompanyLocationCatalogsQuery, CompanyLocationCatalogsQueryVariables>;
export const CompanyLocationsInCatalogDocument = new TypedDocumentString(`
    query CompanyLocationsInCatalog($ids: [ID!]!, $catalogId: ID!) {
  nodes(ids: $ids) {
    ... on CompanyLocation {
      id
      inCatalog(catalogId: $catalogId)
    }
  }
}
    `) as unknown as TypedDocumentString<CompanyLocationsInCatalogQuery, CompanyLocationsInCatalogQueryVariables>;
export const EntitlementsDocument = new TypedDocumentString(`
    query Entitlements {
  shop {
    entitlements {
      b2b {
        enabled
      }
      markets {
        retail {
          enabled
          catalogs {
            enabled
            limit
          }
        }
        regions {
          enabled
          catalogs {
            enabled
            limit
          }
        }
        b2b {
          enabled
          catalogs {
            enabled
            limit
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<EntitlementsQuery, EntitlementsQueryVariables>;
export const FixedPricesDocument = new TypedDocumentString(`
    mutation FixedPrices($list: ID!, $add: [PriceListPriceInput!]!, $delete: [ID!]!) {
  priceListFixedPricesUpdate(
    priceListId: $list
    pricesToAdd: $add
    variantIdsToDelete: $delete
  ) {
    userErrors {
      field
      message
      code
    }
  }
}
    `) as unknown as TypedDocumentString<FixedPricesMutation, FixedPricesMutationVariables>;
export const MarketCreateDocument = new TypedDocumentString(`
    mutation MarketCreate($input: MarketCreateInput!) {
  marketCreate(input: $input) {
    market {
      id
      name
      status
    }
    userErrors {
      field
      message
      code
    }
  }
}
    `) as unknown as TypedDocumentString<MarketCreateMutation, MarketCreateMutationVariables>;
export const MarketsDocument = new TypedDocumentString(`
    query Markets($after: String) {
  markets(first: 10, after: $after) {
    nodes {
      id
      name
      handle
      status
      conditions {
        conditionTypes
        locationsCondition {
          applicationLevel
          locations(first: 2) {
            nodes {
              id
            }
          }
        }
        regionsCondition {
          applicationLevel
          regions(first: 2) {
            nodes {
              ... on MarketRegionCountry {
                country: code
              }
              ... on MarketRegionSubdivision {
                subdivision: code
                of: country {
                  code
                }
              }
            }
          }
        }
      }
      catalogs(first: 5) {
        nodes {
          id
          title
          status
          priceList {
            id
            currency
          }
        }
        pageInfo {
          hasNextPage
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<MarketsQuery, MarketsQueryVariables>;
export const PriceListCreateDocument = new TypedDocumentString(`
    mutation PriceListCreate($input: PriceListCreateInput!) {
  priceListCreate(input: $input) {
    priceList {
      id
    }
    userErrors {
      field
      message
      code
    }
  }
}
    `) as unknown as TypedDocumentString<PriceListCreateMutation, PriceListCreateMutationVariables>;
export const PriceListsDocument = new TypedDocumentString(`
    query PriceLists($after: String) {
  priceLists(first: 50, after: $after) {
    nodes {
      id
      name
      currency
      fixedPricesCount
      catalog {
        id
        title
        status
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<PriceListsQuery, PriceListsQueryVariables>;
export const SetPriceMetafieldsDocument = new TypedDocumentString(`
    mutation SetPriceMetafields($metafields: [MetafieldsSetInput!]!) {
  metafieldsSet(metafields: $metafields) {
    userErrors {
      field
      message
      code
    }
  }
}
    `) as unknown as TypedDocumentString<SetPriceMetafieldsMutation, SetPriceMetafieldsMutationVariables>;
export const VariantPricesDocument = new TypedDocumentString(`
    mutation VariantPrices($productId: ID!, $variants: [ProductVariantsBulkInput!]!) {
  productVariantsBulkUpdate(
    productId: $productId
    variants: $variants
    allowPartialUpdates: true
  ) {
    userErrors {
      field
      message
      code
    }
  }
}
    `) as unknown as TypedDocumentString<VariantPricesMutation, VariantPricesMutationVariables>;
export const AllLocationsDocument = new TypedDocumentString(`
    query AllLocations($after: String) {
  locations(first: 250, includeInactive: true, after: $after) {
    nodes {
      id
      name
      isActive
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<AllLocationsQuery, AllLocationsQueryVariables>;
export const AppScopesDocument = new TypedDocumentString(`
    query AppScopes {
  currentAppInstallation {
    accessScopes {
      handle
    }
  }
}
    `) as unknown as TypedDocumentString<AppScopesQuery, AppScopesQueryVariables>;
export const DefineDocument = new TypedDocumentString(`
    mutation Define($definition: MetafieldDefinitionInput!) {
  metafieldDefinitionCreate(definition: $definition) {
    userErrors {
      field
      message
      code
    }
  }
}
    `) as unknown as TypedDocumentString<DefineMutation, DefineMutationVariables>;
export const ProtectedDataDocument = new TypedDocumentString(`
    query ProtectedData {
  orders(first: 1) {
    nodes {
      id
      customer {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ProtectedDataQuery, ProtectedDataQueryVariables>;
export const PublicationsDocument = new TypedDocumentString(`
    query Publications($after: String) {
  publications(first: 10, catalogType: APP, after: $after) {
    nodes {
      id
      autoPublish
      channels(first: 1) {
        nodes {
          name
          app {
            handle
          }
        }
      }
      catalog {
        title
        status
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<PublicationsQuery, PublicationsQueryVariables>;
export const ShopSizeDocument = new TypedDocumentString(`
    query ShopSize {
  shop {
    plan {
      shopifyPlus
    }
  }
  productVariantsCount(limit: null) {
    count
  }
}
    `) as unknown as TypedDocumentString<ShopSizeQuery, ShopSizeQueryVariables>;
export const WebhookSubscribeDocument = new TypedDocumentString(`
    mutation WebhookSubscribe($topic: WebhookSubscriptionTopic!, $subscription: WebhookSubscriptionInput!) {
  webhookSubscriptionCreate(topic: $topic, webhookSubscription: $subscription) {
    webhookSubscription {
      id
    }
    userErrors {
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<WebhookSubscribeMutation, WebhookSubscribeMutationVariables>;
export const WebhookSubscriptionsDocument = new TypedDocumentString(`
    query WebhookSubscriptions($after: String) {
  webhookSubscriptions(first: 100, after: $after) {
    nodes {
      id
      topic
      uri
      filter
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<WebhookSubscriptionsQuery, WebhookSubscriptionsQueryVariables>;
export const WebhookUnsubscribeDocument = new TypedDocumentString(`
    mutation WebhookUnsubscribe($id: ID!) {
  webhookSubscriptionDelete(id: $id) {
    deletedWebhookSubscriptionId
    userErrors {
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<WebhookUnsubscribeMutation, WebhookUnsubscribeMutationVariables>;
export const ActivateDocument = new TypedDocumentString(`
    mutation Activate($item: ID!, $updates: [InventoryBulkToggleActivationInput!]!) {
  inventoryBulkToggleActivation(
    inventoryItemId: $item
    inventoryItemUpdates: $updates
  ) {
    userErrors {
      field
      message
      code
    }
  }
}
    `) as unknown as TypedDocumentString<ActivateMutation, ActivateMutationVariables>;
export const LevelsDocument = new TypedDocumentString(`
    query Levels($items: [ID!]!, $location: ID!) {
  nodes(ids: $items) {
    ... on InventoryItem {
      id
      tracked
      inventoryLevel(locationId: $location, includeInactive: true) {
        isActive
        quantities(names: ["available"]) {
          quantity
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<LevelsQuery, LevelsQueryVariables>;
export const ActiveLocationsDocument = new TypedDocumentString(`
    query ActiveLocations($ids: [ID!]!) {
  nodes(ids: $ids) {
    ... on Location {
      id
      isActive
    }
  }
}
    `) as unknown as TypedDocumentString<ActiveLocationsQuery, ActiveLocationsQueryVariables>;
export const SetStockDocument = new TypedDocumentString(`
    mutation SetStock($input: InventorySetQuantitiesInput!, $key: String!) {
  inventorySetQuantities(input: $input) @idempotent(key: $key) {
    userErrors {
      field
      message
      code
    }
  }
}
    `) as unknown as TypedDocumentString<SetStockMutation, SetStockMutationVariables>;
export const TrackDocument = new TypedDocumentString(`
    mutation Track($item: ID!, $tracked: Boolean!) {
  inventoryItemUpdate(id: $item, input: {tracked: $tracked}) {
    userErrors {
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<TrackMutation, TrackMutationVariables>;