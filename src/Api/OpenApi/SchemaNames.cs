namespace ClaimCheck.Api.OpenApi;

/// <summary>Names of schemas that make good class names in generated clients: <c>Page&lt;Claim&gt;</c> is <c>ClaimPage</c>.</summary>
internal static class SchemaNames
{
    internal static string Of(Type type)
    {
        var name = type.Name.Split('`')[0];
        return type.IsGenericType ? string.Concat(type.GetGenericArguments().Select(Of)) + name : name;
    }
}
