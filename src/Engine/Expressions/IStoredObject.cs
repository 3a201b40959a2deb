namespace CaseWorkflows.Engine.Expressions;

/// <summary>
/// An object of the engine's own that is a value as it stands: nobody changes it once it is set, and its converter makes JSON of it when the state is
/// written. After a restart it comes back as JSON, so whoever reads it asks for its type.
/// </summary>
internal interface IStoredObject;
